namespace DataRefresh;

/// <summary>Names the module's texts, Text.*.resx.</summary>
internal sealed class Text;
