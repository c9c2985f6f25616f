using System.Globalization;
using DataRefresh.Exports;
using DataRefresh.Reports;
using DataRefresh.Snapshots;
using Microsoft.Extensions.Localization;

namespace DataRefresh.Statements;

/// <summary>A statement with a column for each month, the oldest first; as JSON the rows as they are stored.</summary>
internal static class StatementFile
{
    /// <param name="table">Without columns.</param>
    public static async Task<ReportFile> Of(
        Report report, Books books, ReportTable<StatementFigureLine> table, IStringLocalizer<Text> words, CancellationToken token)
    {
        var readUntil = books.Of(report)!.To;
        var rows = await books.Read<StatementRow>(report.Set(), token).ToListAsync(token);
        var statement = Statement.Of(rows);
        var figures = StatementFigures.Of(statement, StatementBy.Months, new FinancialYears(null), readUntil);
        var codes = await books.Read<AccountRow>(DataSet.Accounts, token).ToDictionaryAsync(account => account.Id, account => account.Code, cancellationToken: token);

        table
            .Text(words["Sheet_Section"], line => words[$"Section_{line.Section}"], 20)
            .Number(words["Sheet_Level"], line => line.Level)
            .Text(words["Sheet_Code"], line => line.AccountId is { } id ? codes.GetValueOrDefault(id) : null, 12)
            .Text(words["Sheet_Account"], line => line.Level == 0 ? words[$"Section_{line.Section}"] : line.Name, 48);
        for (var index = figures.Columns.Count - 1; index >= 0; index--)
        {
            var at = index;
            table.Amount(Heading(figures.Columns[at], statement.IsBalanceSheet, words), line => line.Amounts[at]);
        }

        table.Text(words["Sheet_Currency"], _ => figures.Currency, 10);
        return new ReportFile<StatementFigureLine, StatementRow>(table, readUntil, figures.Lines.ToAsyncEnumerable(), rows.ToAsyncEnumerable());
    }

    // ISO, as all dates of a file that machines read.
    private static string Heading(StatementColumn column, bool isBalanceSheet, IStringLocalizer<Text> words)
    {
        var until = column.ReadUntil?.ToString("O", CultureInfo.InvariantCulture);
        return isBalanceSheet ? until ?? column.To.ToString("O", CultureInfo.InvariantCulture)
            : column.From.ToString("yyyy-MM", CultureInfo.InvariantCulture) + (until is null ? "" : $" ({words["Statement_Until", until]})");
    }
}
