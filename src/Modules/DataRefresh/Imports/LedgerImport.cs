using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Imports;

/// <summary>A general ledger: one row per line of an entry, in any order of entries.</summary>
internal sealed class LedgerImport(ImportPeriod period, KnownNames known, ReadLimits limits) : Import
{
    private readonly Dictionary<string, AccountRow> accounts = [];
    private readonly Dictionary<string, (int Lines, decimal Sum)> entries = [];
    private decimal debit;
    private decimal credit;

    public override DataSet Set => DataSet.Ledger;

    protected override ImportField Telling => ImportField.Date;

    public override IReadOnlyList<ImportSum> Sums => [new("Debit", debit), new("Credit", credit), new("Difference", debit - credit)];

    public override IReadOnlyList<TieOutWarning> Marks
    {
        get
        {
            var (count, sum) = (0, 0m);
            foreach (var entry in entries.Values.Where(entry => entry.Sum != 0))
                (count, sum) = (count + 1, sum + entry.Sum);
            return count == 0 ? [] : [new TieOutWarning(TrialBalanceTieOut.EntriesUnbalanced, 0, sum, period.To, $"{count}")];
        }
    }

    public override IEnumerable<object> Take(MappedRow row)
    {
        var (date, code, name) = (row.Date(ImportField.Date), row.Text(ImportField.Account), row.Text(ImportField.AccountName));
        if (!row.IsFilled(ImportField.Date))
            row.Missing(ImportField.Date);
        else if (date is { } day && !period.Holds(day))
            row.Fault(ImportField.Date, "date-outside-period");
        if (code is null && name is null)
            row.Missing(row.Has(ImportField.Account) ? ImportField.Account : ImportField.AccountName);
        var amount = AmountOf(row);
        var journal = row.Text(ImportField.Journal);
        // Without a number, what was booked on one day in one journal is taken for one entry.
        var entry = row.Text(ImportField.Entry) ?? $"{journal} {date:yyyy-MM-dd}".Trim();
        var line = row.Whole(ImportField.Line);
        var read = new LedgerRow(
            entry, 0, date ?? default, null, name, amount, row.Text(ImportField.Currency), row.Text(ImportField.Description), journal, row.Text(ImportField.PartyId),
            row.Text(ImportField.Source), row.Text(ImportField.SourceId), row.Amount(ImportField.OriginalAmount), row.Text(ImportField.OriginalCurrency));
        if (!row.IsGood)
            yield break;

        var found = known.Account(code, name);
        var id = found?.Id ?? code ?? name!;
        if (accounts.TryAdd(id, found ?? new AccountRow(id, code, name, AccountKind.Unknown, null, read.Currency, null, false, true)) && accounts.Count > limits.Names)
            throw new UnreadableFileException("too-many-names", row.Number);
        var before = entries.GetValueOrDefault(entry);
        entries[entry] = (before.Lines + 1, before.Sum + amount);
        if (entries.Count > limits.Keys)
            throw new UnreadableFileException("too-many-rows", row.Number);
        debit += Math.Max(0, amount);
        credit += Math.Max(0, -amount);
        yield return read with { Line = line is > 0 ? line.Value : before.Lines + 1, AccountId = id, AccountName = name ?? found?.Name };
    }

    public override IEnumerable<(DataSet Set, IEnumerable<object> Rows)> Beside() => [(DataSet.Accounts, accounts.Values)];

    private static decimal AmountOf(MappedRow row)
    {
        if (!row.Has(ImportField.Debit) || !row.Has(ImportField.Credit))
        {
            if (row.Amount(ImportField.Amount) is { } amount)
                return amount;
            if (!row.IsFilled(ImportField.Amount))
                row.Missing(ImportField.Amount);
            return 0;
        }

        if (!row.IsFilled(ImportField.Debit) && !row.IsFilled(ImportField.Credit))
            row.Missing(ImportField.Debit);
        return (row.Amount(ImportField.Debit) ?? 0) - (row.Amount(ImportField.Credit) ?? 0);
    }
}
