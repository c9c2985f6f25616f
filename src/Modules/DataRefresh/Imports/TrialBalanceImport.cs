using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Imports;

/// <summary>
/// A trial balance: one row per account. The closing balance is what the file says, else opening and movements; where debits
/// and credits are all that there is, they are the balance.
/// </summary>
internal sealed class TrialBalanceImport(ImportPeriod period, KnownNames known, ReadLimits limits) : Import
{
    private const decimal Rounding = 0.05m;
    private static readonly Dictionary<string, AccountKind> Kinds = new (AccountKind Value, string[] Words)[]
    {
        (AccountKind.Asset, ["asset", "assets", "actif", "actief", "activa", "aktywa"]),
        (AccountKind.Liability, ["liability", "liabilities", "dette", "dettes", "passif", "schuld", "schulden", "passiva", "zobowiazania", "pasywa"]),
        (AccountKind.Equity, ["equity", "capitaux propres", "eigen vermogen", "kapital wlasny"]),
        (AccountKind.Income, ["income", "revenue", "produit", "produits", "opbrengst", "opbrengsten", "przychody"]),
        (AccountKind.Expense, ["expense", "expenses", "charge", "charges", "kost", "kosten", "koszty"]),
    }
    .SelectMany(value => value.Words, (value, word) => (word, value.Value)).ToDictionary(pair => pair.word, pair => pair.Value);

    private readonly Dictionary<string, int> rowOf = [];
    private readonly List<AccountRow> accounts = [];
    private decimal opening;
    private decimal debit;
    private decimal credit;

    public override DataSet Set => DataSet.TrialBalance;

    protected override ImportField Telling => ImportField.Account;

    public override IReadOnlyList<ImportSum> Sums => [new("Debit", debit), new("Credit", credit), new("Difference", debit - credit)];

    public override IReadOnlyList<TieOutWarning> Marks =>
    [
        .. Math.Abs(opening) > Rounding ? [new TieOutWarning(TrialBalanceTieOut.DebitsCredits, 0, opening, period.YearStart, "opening")] : Array.Empty<TieOutWarning>(),
        .. Math.Abs(debit - credit) > Rounding ? [new TieOutWarning(TrialBalanceTieOut.DebitsCredits, debit, credit, period.To, "movement")] : Array.Empty<TieOutWarning>(),
    ];

    public override IEnumerable<object> Take(MappedRow row)
    {
        var (code, name, currency) = (row.Text(ImportField.Account), row.Text(ImportField.AccountName), row.Text(ImportField.Currency));
        var kindWord = HeaderNames.Normalise(row.Text(ImportField.AccountKind) ?? "");
        if (code is null && name is null)
            row.Missing(row.Has(ImportField.Account) ? ImportField.Account : ImportField.AccountName);
        var figures = Read(row);
        if (!row.IsGood || figures is not var (start, debits, credits, end))
            yield break;

        var account = known.Account(code, name);
        var key = rowOf.ContainsKey(code ?? name!) && code is not null && name is not null ? $"{code} {name}" : code ?? name!;
        if (!rowOf.TryAdd(key, row.Number))
            row.Fault(code is null ? ImportField.AccountName : ImportField.Account, "account-twice", rowOf[key]);
        if (rowOf.Count > limits.Names)
            throw new UnreadableFileException("too-many-names", row.Number);
        if (!row.IsGood)
            yield break;

        var kind = Kinds.GetValueOrDefault(kindWord, account?.Kind ?? AccountKind.Unknown);
        var id = key == (code ?? name) ? account?.Id ?? key : key;
        accounts.Add((account ?? new AccountRow(id, code, name, kind, null, currency, null, false, true)) with { Id = id, Name = name ?? account?.Name, Kind = kind });
        (opening, debit, credit) = (opening + start, debit + debits, credit + credits);
        yield return new TrialBalanceRow(period.YearStart, period.To, id, code, name ?? account?.Name, kind, start, debits, credits, end, currency);
    }

    public override IEnumerable<(DataSet Set, IEnumerable<object> Rows)> Beside() => [(DataSet.Accounts, accounts)];

    private static (decimal Opening, decimal Debit, decimal Credit, decimal Closing)? Read(MappedRow row)
    {
        var (start, debits, credits) = (row.Amount(ImportField.Opening), row.Amount(ImportField.Debit), row.Amount(ImportField.Credit));
        var end = row.Amount(ImportField.Closing);
        var (endDebit, endCredit) = (row.Amount(ImportField.ClosingDebit), row.Amount(ImportField.ClosingCredit));
        if (!row.IsGood)
            return null;
        if (endDebit is not null || endCredit is not null)
            end ??= (endDebit ?? 0) - (endCredit ?? 0);
        var hasMovements = row.Has(ImportField.Debit) && row.Has(ImportField.Credit);
        if (!hasMovements)
        {
            var moved = (end ?? 0) - (start ?? 0);
            return (start ?? 0, Math.Max(0, moved), Math.Max(0, -moved), end ?? 0);
        }

        // A blank closing is not nought where movements say what it is. Packages correct a posting by a negative one on the same side.
        var (left, right) = Sides(debits ?? 0, credits ?? 0);
        end ??= (start ?? 0) + left - right;
        start ??= end - left + right;
        if (Math.Abs(start.Value + left - right - end.Value) <= Rounding)
            return (start.Value, left, right, end.Value);
        row.Fault(row.Has(ImportField.Closing) ? ImportField.Closing : ImportField.ClosingDebit, "does-not-add-up");
        return null;
    }

    private static (decimal Debit, decimal Credit) Sides(decimal debit, decimal credit) =>
        (Math.Max(0, debit) + Math.Max(0, -credit), Math.Max(0, credit) + Math.Max(0, -debit));
}
