using System.Globalization;

namespace DataRefresh.Connectors.Xero;

/// <summary>
/// A report of Xero's, which is made for the eye: rows of text cells in titled groups. Here it is a table of amounts.
/// </summary>
internal sealed class XeroTable
{
    // Stand for accounts that Xero only computes.
    private static readonly string[] NoAccounts = ["00000000-0000-0000-0000-000000000000", "abababab-abab-abab-abab-abababababab"];

    private XeroTable(IReadOnlyList<string> heads, IReadOnlyList<XeroGroup> groups) => (Heads, Groups) = (heads, groups);

    /// <summary>Over the columns, without the first.</summary>
    public IReadOnlyList<string> Heads { get; }

    public IReadOnlyList<XeroGroup> Groups { get; }

    public static XeroTable Of(XeroReports reports)
    {
        if (reports.Reports is not [{ Rows: { } rows }, ..])
            throw Odd("holds no rows");
        var heads = rows.FirstOrDefault(row => row.RowType == "Header")?.Cells?.Skip(1).Select(cell => cell.Value ?? "").ToList() ?? throw Odd("has no heads");
        return new XeroTable(
            heads,
            [
                .. from section in rows
                   where section.RowType == "Section"
                   let lines = (section.Rows ?? []).Select(row => (row.RowType, Line: Line(row, heads.Count))).ToList()
                   select new XeroGroup(
                       section.Title ?? "",
                       [.. lines.Where(row => row.RowType == "Row").Select(row => row.Line)],
                       lines.LastOrDefault(row => row.RowType == "SummaryRow").Line),
            ]);
    }

    public static ConnectorException Odd(string how) => VendorFault.Bad(VendorFault.BadJson, $"A report of Xero's {how}.");

    private static XeroTableLine Line(XeroReportRow row, int columns)
    {
        if (row.Cells is not { } cells || cells.Count != columns + 1)
            throw Odd("has a row with more or fewer cells than heads");
        var account = cells[0].Attributes?.Find(attribute => attribute.Id == "account")?.Value;
        return new XeroTableLine(
            cells[0].Value ?? "",
            string.IsNullOrWhiteSpace(account) || NoAccounts.Contains(account, StringComparer.OrdinalIgnoreCase) ? null : account,
            [.. cells.Skip(1).Select(cell => Amount(cell.Value))]);
    }

    private static decimal Amount(string? text) =>
        string.IsNullOrWhiteSpace(text) ? 0
        : decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowParentheses, CultureInfo.InvariantCulture, out var amount) ? amount
        : throw Odd("has a cell that is no amount");
}

/// <param name="Total">Null where the group has no sum of its own.</param>
internal sealed record XeroGroup(string Title, IReadOnlyList<XeroTableLine> Lines, XeroTableLine? Total);

/// <param name="AccountId">Null for what Xero computes.</param>
/// <param name="Amounts">Along the columns.</param>
internal sealed record XeroTableLine(string Name, string? AccountId, IReadOnlyList<decimal> Amounts);
