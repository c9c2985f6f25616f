namespace Identity;

/// <summary>The module's own words: pages, failures and letters.</summary>
internal sealed class Text;
