using VendorSimulator.Books;

namespace VendorSimulator.Control;

/// <summary>An account over a period; balances are debit positive, debit and credit are turnovers.</summary>
internal sealed record TrialBalanceLine(
    string Code, string Name, string Type, decimal Opening, decimal Debit, decimal Credit, decimal Closing);

/// <summary>Sums of the lines; opening and closing are zero in books that balance.</summary>
internal sealed record TrialBalanceTotals(decimal Opening, decimal Debit, decimal Credit, decimal Closing);

/// <summary>The truth that a reader's own trial balance is held against.</summary>
internal sealed record TrialBalance(
    Guid CompanyId,
    string Name,
    string Currency,
    int Revision,
    DateOnly From,
    DateOnly To,
    DateOnly FinancialYearStart,
    string Basis,
    IReadOnlyList<TrialBalanceLine> Lines,
    TrialBalanceTotals Totals,
    int Entries,
    decimal Receivable,
    decimal Payable,
    decimal Result)
{
    /// <summary>
    /// Adds up the ledger line by line, on purpose without the code that answers the vendor API: two ways to the
    /// same figure are what make a comparison worth something.
    /// </summary>
    /// <param name="books">The books to add up.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="to">The last day of the period.</param>
    /// <param name="yearBasis">
    /// False: an opening balance is the sum of everything before. True: as packages show it, results of financial
    /// years before the one that holds <paramref name="from"/> stand in retained earnings.
    /// </param>
    public static TrialBalance Of(CompanyBooks books, DateOnly from, DateOnly to, bool yearBasis)
    {
        var rows = books.Chart.All.ToDictionary(account => account.Id, _ => new Row());
        var yearStart = books.FinancialYearOf(from);
        var retained = rows[books.Chart[ChartOfAccounts.Codes.RetainedEarnings].Id];
        foreach (var entry in books.Entries)
        {
            foreach (var line in entry.Lines)
            {
                var row = rows[line.Account.Id];
                if (entry.Date < from)
                {
                    if (yearBasis && line.Account.IsProfitAndLoss && entry.Date < yearStart)
                        row = retained;
                    row.Opening += line.Amount;
                }
                else if (entry.Date <= to)
                {
                    if (line.Amount > 0)
                        row.Debit += line.Amount;
                    else
                        row.Credit -= line.Amount;
                }
            }
        }

        var lines = books.Chart.All.Select(account => rows[account.Id].AsLine(account)).ToList();
        return new TrialBalance(
            books.Profile.Id,
            books.Profile.Name,
            books.Currency,
            books.Revision,
            from,
            to,
            yearStart,
            yearBasis ? "year" : "raw",
            lines,
            new TrialBalanceTotals(
                lines.Sum(line => line.Opening),
                lines.Sum(line => line.Debit),
                lines.Sum(line => line.Credit),
                lines.Sum(line => line.Closing)),
            books.Entries.Count(entry => entry.Date >= from && entry.Date <= to),
            lines.Single(line => line.Code == ChartOfAccounts.Codes.Receivable).Closing,
            -lines.Single(line => line.Code == ChartOfAccounts.Codes.Payable).Closing,
            lines.Where(line => line.Type is "Income" or "Expense").Sum(line => line.Credit - line.Debit));
    }

    private sealed class Row
    {
        public long Opening { get; set; }

        public long Debit { get; set; }

        public long Credit { get; set; }

        public TrialBalanceLine AsLine(Account account) => new(
            account.Code, account.Name, account.Type, Opening / 100m, Debit / 100m, Credit / 100m, (Opening + Debit - Credit) / 100m);
    }
}
