namespace Host;

/// <summary>The words of the shells and of the host's own pages.</summary>
internal sealed class Text;
