using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Imports;

/// <summary>
/// Invoices: one row each, or one per line with the invoice repeated. Rows of one invoice follow each other. Open amounts, where
/// the file has them, make the ageing of the last day.
/// </summary>
internal sealed class InvoiceImport(bool areSales, ImportPeriod period, KnownNames known, ReadLimits limits) : Import
{
    private const int MostLines = 10_000;
    private const decimal Rounding = 0.05m;

    private readonly Dictionary<string, int> rowOf = [];
    private readonly Dictionary<string, PartyRow> parties = [];
    private readonly Ageing ageing = new(period.To);
    private readonly List<Line> open = [];
    private string? openKey;
    private decimal net;
    private decimal tax;
    private decimal total;
    private decimal due;
    private bool hasDue;
    private bool hasOwnLines;

    public override DataSet Set => areSales ? DataSet.SalesInvoices : DataSet.PurchaseInvoices;

    protected override ImportField Telling => ImportField.IssuedOn;

    public override IReadOnlyList<ImportSum> Sums => [new("Net", net), new("Tax", tax), new("Total", total), .. hasDue ? [new ImportSum("Due", due)] : Array.Empty<ImportSum>()];

    public override IReadOnlyList<TieOutWarning> Marks => [];

    public override IEnumerable<object> Take(MappedRow row)
    {
        hasDue |= row.Has(ImportField.Due);
        hasOwnLines |= row.Has(ImportField.Line) || row.Has(ImportField.Description) || row.Has(ImportField.Quantity) || row.Has(ImportField.Account);
        var line = Read(row);
        if (!row.IsGood)
            return [];
        if (line.Key == openKey)
        {
            open.Add(line);
            if (open.Count > MostLines)
                row.Fault(ImportField.Number, "too-many-lines");
            return [];
        }

        if (!rowOf.TryAdd(line.Key, row.Number))
        {
            row.Fault(row.Has(ImportField.Id) ? ImportField.Id : ImportField.Number, "invoice-twice", rowOf[line.Key]);
            return [];
        }

        if (rowOf.Count > limits.Keys)
            throw new UnreadableFileException("too-many-rows", row.Number);
        var done = Close();
        if (parties.Count > limits.Names)
            throw new UnreadableFileException("too-many-names", row.Number);
        openKey = line.Key;
        open.Add(line);
        return done;
    }

    public override IEnumerable<object> Finish() => Close();

    public override IEnumerable<(DataSet Set, IEnumerable<object> Rows)> Beside()
    {
        yield return (areSales ? DataSet.Customers : DataSet.Suppliers, parties.Values);
        if (hasDue)
            yield return (areSales ? DataSet.AgedReceivables : DataSet.AgedPayables, ageing.Rows());
    }

    private Line Read(MappedRow row)
    {
        var (id, number, party) = (row.Text(ImportField.Id), row.Text(ImportField.Number), row.Text(ImportField.Party));
        if (id is null && number is null)
            row.Missing(row.Has(ImportField.Number) ? ImportField.Number : ImportField.Id);
        if (party is null)
            row.Missing(ImportField.Party);
        var line = Line.Of(row, id ?? $"{number} {party}", id, number, party);
        // Older ones than the period may still be open at its end.
        if (!row.IsFilled(ImportField.IssuedOn))
            row.Missing(ImportField.IssuedOn);
        else if (line.IssuedOn > period.To)
            row.Fault(ImportField.IssuedOn, "date-outside-period");
        if (!row.IsFilled(ImportField.Total) && !row.IsFilled(ImportField.Net))
            row.Missing(row.Has(ImportField.Total) ? ImportField.Total : ImportField.Net);
        return line;
    }

    private List<object> Close()
    {
        if (open.Count == 0)
            return [];
        var first = open[0];
        var found = known.Party(first.PartyId, first.Party);
        var partyId = found?.Id ?? first.PartyId ?? first.Party;
        parties.TryAdd(partyId, found ?? new PartyRow(partyId, first.Party, null, null, null, null, null, null, null, null, null, first.Currency, true));
        var isWhole = open is [{ Number: null or 0 }];
        var (sumNet, sumTax, whole) = Amounts();
        if (isWhole && sumNet == 0 && sumTax == 0)
            sumNet = whole;
        var owed = Same(line => line.Due) is { } one && (whole == Same(line => line.Total) || Math.Abs(one) > open.Max(line => Math.Abs(line.Total ?? 0))) ? one : Sum(line => line.Due);
        var invoice = new InvoiceRow(
            first.Id ?? first.Key, first.InvoiceNumber, partyId, first.Party, first.IssuedOn, first.DueOn, first.PaidOn, first.Currency, null, sumNet, sumTax, whole, owed,
            first.StatusOf(hasDue, whole, owed), 0, null, null, 0, 0, 0);
        (net, tax, total, due) = (net + sumNet, tax + sumTax, total + whole, due + owed);
        if (invoice.Status is not ("Draft" or "Void"))
            ageing.Add(invoice);
        List<object> rows = isWhole
            ? [invoice with { LineDescription = first.Description }]
            : [.. open.Select((line, index) => invoice with
            {
                Line = line.Number is > 0 ? line.Number.Value : index + 1,
                LineDescription = line.Description,
                LineAccountId = line.Account is null ? null : known.Account(line.Account, null)?.Id ?? line.Account,
                LineQuantity = line.Quantity ?? 0,
                LineNet = line.NetOf(open.Count == 1),
                LineTax = line.Tax ?? 0,
            })];
        open.Clear();
        return rows;

        // What stands the same on all lines may be the invoice's, or the lines may be alike: that which adds up is meant.
        (decimal Net, decimal Tax, decimal Total) Amounts()
        {
            var lines = (Net: open.Sum(line => line.NetOf(open.Count == 1)), Tax: Sum(line => line.Tax), Total: Sum(line => line.Total));
            if (Same(line => line.Total) is not { } total)
                return open.TrueForAll(line => line.Total is null) ? lines with { Total = lines.Net + lines.Tax }
                    : open.TrueForAll(line => line.Net is null) ? lines with { Net = lines.Total - lines.Tax } : lines;
            var repeated = (Net: Same(line => line.Net) ?? total - (Same(line => line.Tax) ?? 0), Tax: Same(line => line.Tax) ?? 0, Total: total);
            return AddsUp(lines with { Total = total }) ? lines with { Total = total }
                : hasOwnLines && AddsUp(lines) ? lines
                : AddsUp(repeated) ? repeated
                : AddsUp(lines) ? lines : lines with { Total = total };
        }

        decimal Sum(Func<Line, decimal?> of) => open.Sum(line => of(line) ?? 0);

        decimal? Same(Func<Line, decimal?> of) => open.TrueForAll(line => of(line) == of(first)) ? of(first) : null;
    }

    private static bool AddsUp((decimal Net, decimal Tax, decimal Total) amounts) => Math.Abs(amounts.Net + amounts.Tax - amounts.Total) <= Rounding;

    /// <summary>One row of the file.</summary>
    private sealed record Line(string Key, string? Id, string? InvoiceNumber, string Party, string? PartyId)
    {
        public DateOnly? IssuedOn { get; private init; }

        public DateOnly? DueOn { get; private init; }

        public DateOnly? PaidOn { get; private init; }

        public string? Currency { get; private init; }

        public string? Status { get; private init; }

        public decimal? Net { get; private init; }

        public decimal? Tax { get; private init; }

        public decimal? Total { get; private init; }

        public decimal? Due { get; private init; }

        public int? Number { get; private init; }

        public string? Description { get; private init; }

        public decimal? Quantity { get; private init; }

        public string? Account { get; private init; }

        public static Line Of(MappedRow row, string key, string? id, string? number, string? party) => new(key, id, number, party ?? "", row.Text(ImportField.PartyId))
        {
            IssuedOn = row.Date(ImportField.IssuedOn),
            DueOn = row.Date(ImportField.DueOn),
            PaidOn = row.Date(ImportField.PaidOn),
            Currency = row.Text(ImportField.Currency),
            Status = row.Text(ImportField.Status),
            Net = row.Amount(ImportField.Net),
            Tax = row.Amount(ImportField.Tax),
            Total = row.Amount(ImportField.Total),
            Due = row.Amount(ImportField.Due),
            Number = row.Whole(ImportField.Line),
            Description = row.Text(ImportField.Description),
            Quantity = row.Amount(ImportField.Quantity),
            Account = row.Text(ImportField.Account),
        };

        public decimal NetOf(bool isAlone) => Net ?? (isAlone ? (Total ?? 0) - (Tax ?? 0) : 0);

        public string StatusOf(bool hasDue, decimal total, decimal due) => Status is { } word ? InvoiceWords.Status(word)
            : PaidOn is not null ? "Paid"
            : !hasDue ? "Unknown"
            : due == 0 ? "Paid" : due == total ? "Open" : "PartiallyPaid";
    }
}
