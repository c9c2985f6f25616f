namespace DataRefresh.Imports;

/// <summary>
/// Section <c>Uploads</c>: how much of a file that somebody sent is taken in. Rows and columns are Excel's and a little less;
/// whatever a file claims of itself is never believed, only counted.
/// </summary>
internal sealed class ReadLimits
{
    public long FileBytes { get; set; } = 50L * 1024 * 1024;

    /// <summary>Of all parts of a workbook together, as they are inflated.</summary>
    public long InflatedBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>How many times its size a part may inflate to, once it is past <see cref="RatioFrom"/>.</summary>
    public int Ratio { get; set; } = 100;

    public long RatioFrom { get; set; } = 16L * 1024 * 1024;

    /// <summary>Files within a workbook.</summary>
    public int Parts { get; set; } = 2_000;

    public int Rows { get; set; } = 1_048_576;

    /// <summary>Columns that hold something.</summary>
    public int Columns { get; set; } = 256;

    public int FieldLetters { get; set; } = 32_767;

    /// <summary>Of the texts that a workbook keeps apart from its cells, which have to be held in memory.</summary>
    public int SharedLetters { get; set; } = 40_000_000;

    public int SharedTexts { get; set; } = 2_000_000;

    /// <summary>Entries or invoices that are told apart.</summary>
    public int Keys { get; set; } = 1_048_576;

    /// <summary>Accounts, customers or suppliers that are told apart.</summary>
    public int Names { get; set; } = 100_000;

    /// <summary>How long an upload waits to be confirmed.</summary>
    public TimeSpan Waits { get; set; } = TimeSpan.FromDays(7);
}
