namespace DataRefresh.Imports;

/// <summary>
/// A file that cannot be read as a whole, or from some place on. Whoever opens files turns it into a failure; nothing of such
/// a file is used.
/// </summary>
/// <param name="code">Stable; there is a sentence for each.</param>
/// <param name="row">Where reading ended, counted from 1.</param>
/// <param name="column">Counted from nought.</param>
internal sealed class UnreadableFileException(string code, int? row = null, int? column = null, Exception? cause = null)
    : Exception($"{code} at row {row}, column {column}", cause)
{
    public FileFault Fault { get; } = new(code, row, column);
}

/// <summary>What is wrong with a file as a whole, and where that showed.</summary>
/// <param name="Column">Counted from nought.</param>
public sealed record FileFault(string Code, int? Row = null, int? Column = null);
