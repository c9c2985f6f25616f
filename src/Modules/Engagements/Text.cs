namespace Engagements;

/// <summary>The module's words, in four languages.</summary>
internal sealed class Text;
