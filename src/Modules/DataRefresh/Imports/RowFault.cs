namespace DataRefresh.Imports;

/// <summary>What is wrong with one cell, or with one row.</summary>
/// <param name="Row">As a spreadsheet shows it.</param>
/// <param name="Column">Its letter; null where it is about the row as a whole.</param>
/// <param name="Header">The column's name in the file.</param>
/// <param name="Code">Stable; there is a sentence for each.</param>
/// <param name="Value">What stands there, shortened.</param>
public sealed record RowFault(int Row, string? Column, string? Header, ImportField? Field, string Code, string? Value);
