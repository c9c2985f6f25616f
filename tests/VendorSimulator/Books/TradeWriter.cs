namespace VendorSimulator.Books;

/// <summary>Writes sales and purchases with what is paid on them.</summary>
internal sealed class TradeWriter
{
    private static readonly string[] SalesAccounts = ["4000", "4000", "4010", "4020"];
    private static readonly string[] PurchaseAccounts =
        ["5000", "5000", "5010", "5020", "6100", "6110", "6120", "6200", "6210", "6300", "6310", "6320", "6400", "6500", "6600"];

    private static readonly int[] Terms = [14, 30, 30, 45, 60];

    private readonly CompanyProfile _profile;
    private readonly Bookkeeper _keeper;
    private readonly DeterministicRandom _random;
    private readonly DateOnly _anchor;

    public TradeWriter(CompanyProfile profile, Bookkeeper keeper, DeterministicRandom random, DateOnly anchor)
    {
        _profile = profile;
        _keeper = keeper;
        _random = random;
        _anchor = anchor;
        var parties = profile.Size switch
        {
            CompanySize.Tiny => 6,
            CompanySize.Small => 12,
            CompanySize.Medium => 20,
            _ => 130,
        };
        if (profile.HostileNames)
            parties = Math.Max(parties, 14);
        Customers = PartyNames.Make(profile, "customer", parties);
        Suppliers = PartyNames.Make(profile, "supplier", Math.Max(5, parties * 2 / 3));
    }

    public IReadOnlyList<Party> Customers { get; }

    public IReadOnlyList<Party> Suppliers { get; }

    /// <summary>A small firm sends few but larger invoices, or its sales would never pay its wages.</summary>
    private (int From, int To) SalesRange => _profile.Size switch
    {
        CompanySize.Tiny => (300, 2_400),
        CompanySize.Small => (2_800, 8_500),
        CompanySize.Medium => (1_200, 6_000),
        _ => (500, 2_600),
    };

    public void WriteMonth(DateOnly month)
    {
        var (invoices, bills) = _profile.Size switch
        {
            CompanySize.Tiny => (_random.Next(0, 2), _random.Next(0, 2)),
            CompanySize.Small => (_random.Next(1, 3), _random.Next(0, 3)),
            CompanySize.Medium => (_random.Next(2, 5), _random.Next(1, 4)),
            _ => (_random.Next(30, 42), _random.Next(20, 26)),
        };
        for (var count = 0; count < invoices; count++)
            WriteWithPayments(month, Sell, _keeper.Receive);
        for (var count = 0; count < bills; count++)
            WriteWithPayments(month, Buy, _keeper.Pay);
    }

    public TradeDocument Sell(DateOnly date, DeterministicRandom random) => _keeper.Invoice(
        random.Pick(Customers), date, random.Pick(Terms), Lines(random, SalesAccounts, "Order", SalesRange.From, SalesRange.To));

    public TradeDocument Buy(DateOnly date, DeterministicRandom random) => _keeper.Bill(
        random.Pick(Suppliers), date, random.Pick(Terms), Lines(random, PurchaseAccounts, "Delivery", 80, 900));

    public List<DocumentLine> PurchaseLines(DeterministicRandom random) =>
        Lines(random, PurchaseAccounts, "Delivery, corrected", 80, 900);

    private void WriteWithPayments(
        DateOnly month, Func<DateOnly, DeterministicRandom, TradeDocument> write, Action<TradeDocument, DateOnly, long> settle)
    {
        var date = month.AddDays(_random.Next(0, 28));
        // Draw before deciding, so that a later anchor adds months without changing the earlier ones.
        var fate = _random.Next(0, 100);
        var late = _random.Next(-10, 50);
        if (date > _anchor)
            return;

        var document = write(date, _random);
        var paidOn = document.DueDate.AddDays(late);
        if (paidOn < date)
            paidOn = date;
        if (fate >= 93 || paidOn > _anchor)
            return;

        settle(document, paidOn, fate < 80 ? document.Total : document.Total * (20 + (fate % 50)) / 100);
    }

    private List<DocumentLine> Lines(DeterministicRandom random, string[] accounts, string what, int from, int to)
    {
        var lines = new List<DocumentLine>();
        for (var count = random.Chance(35) ? 2 : 1; count > 0; count--)
        {
            var account = _keeper.Chart[random.Pick(accounts)];
            var quantity = random.Next(1, 6);
            var unit = random.Cents(from, to) / quantity;
            var rate = account.Code == "4020" ? 0 : _profile.Country.VatPercent;
            var vat = ((quantity * unit * rate) + 50) / 100;
            lines.Add(new DocumentLine(account, $"{what} {random.Next(1000, 9999)}", quantity, unit, vat));
        }

        return lines;
    }
}
