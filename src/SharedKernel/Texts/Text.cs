namespace SharedKernel.Texts;

/// <summary>The kernel's own words: errors and the components' labels.</summary>
internal sealed class Text;
