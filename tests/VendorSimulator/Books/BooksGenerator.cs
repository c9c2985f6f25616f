using static VendorSimulator.Books.ChartOfAccounts;

namespace VendorSimulator.Books;

/// <summary>
/// Makes two years of plausible books for a company. The result depends on the profile, the anchor date and the
/// revisions alone: the same company reads the same until something is posted.
/// </summary>
internal sealed class BooksGenerator
{
    private readonly CompanyProfile _profile;
    private readonly DateOnly _anchor;
    private readonly DateOnly _start;
    private readonly Bookkeeper _keeper;
    private readonly TradeWriter _trade;
    private readonly DeterministicRandom _random;

    private BooksGenerator(CompanyProfile profile, DateOnly anchor)
    {
        _profile = profile;
        _anchor = anchor;
        _start = new DateOnly(anchor.Year, anchor.Month, 1).AddMonths(-24);
        _keeper = new Bookkeeper(profile);
        _random = DeterministicRandom.For(profile.Id, "books");
        _trade = new TradeWriter(profile, _keeper, _random, anchor);
    }

    public static CompanyBooks Generate(
        CompanyProfile profile, DateOnly anchor, IEnumerable<BookRevision> revisions, IReadOnlyList<ManualPosting> postings)
    {
        var generator = new BooksGenerator(profile, anchor);
        generator.WriteHistory();
        var reached = 0;
        foreach (var revision in revisions)
        {
            RevisionWriter.Write(profile, generator._keeper, generator._trade, revision, postings);
            reached = revision.Number;
        }

        return generator._keeper.Close(reached, generator._start, generator._trade.Customers, generator._trade.Suppliers);
    }

    private void WriteHistory()
    {
        WriteOpening();
        for (var month = _start; month <= _anchor; month = month.AddMonths(1))
        {
            _trade.WriteMonth(month);
            if (_profile.Size == CompanySize.Tiny)
                WriteQuietMonth(month);
            else
                WriteOrdinaryMonth(month);
            if (month.Month % 3 == 0)
                WriteVatReturn(month);
        }
    }

    private void WriteOpening()
    {
        var scale = _profile.Size == CompanySize.Large ? 20 : 1;
        long debtors = 0, creditors = 0;
        for (var index = 0; index < 3; index++)
        {
            var owed = scale * _random.Cents(200, 2_500);
            _keeper.InvoiceBroughtForward(_trade.Customers[index], _start.AddDays(-7 * (index + 1)), owed);
            debtors += owed;
            if (index == 2)
                break;
            var owing = scale * _random.Cents(150, 1_500);
            _keeper.BillBroughtForward(_trade.Suppliers[index], _start.AddDays(-9 * (index + 1)), owing);
            creditors += owing;
        }

        (string Code, long Amount)[] balances =
        [
            ("0300", scale * _random.Cents(20_000, 60_000)),
            ("0310", -scale * _random.Cents(4_000, 15_000)),
            ("0400", scale * _random.Cents(12_000, 35_000)),
            ("0410", -scale * _random.Cents(3_000, 9_000)),
            ("0500", scale * _random.Cents(3_000, 9_000)),
            ("1000", scale * _random.Cents(5_000, 25_000)),
            (Codes.Receivable, debtors),
            (Codes.Bank, scale * _random.Cents(60_000, 140_000)),
            ("1410", scale * _random.Cents(5_000, 30_000)),
            (Codes.Payable, -creditors),
            (Codes.Loan, -scale * _random.Cents(15_000, 40_000)),
            ("3000", -1_855_000),
            ("3100", -185_500),
        ];
        var lines = balances.Select(balance => _keeper.Line(balance.Code, balance.Amount, "Opening balance")).ToList();
        lines.Add(_keeper.Line(Codes.RetainedEarnings, -lines.Sum(line => line.Amount), "Opening balance"));
        _keeper.Post(JournalKind.General, _start, "Opening balances", null, lines);
    }

    private void WriteQuietMonth(DateOnly month)
    {
        if (month.Month % 3 != 0)
            return;

        BankCharge(month, 15, 40);
        Depreciate(month, 600);
    }

    private void WriteOrdinaryMonth(DateOnly month)
    {
        BankCharge(month, 12, 90);
        Depreciate(month, _profile.Size == CompanySize.Large ? 9_000 : 700);
        PayWages(month);
        RepayLoan(month);
    }

    private void BankCharge(DateOnly month, int from, int to)
    {
        var charge = _random.Cents(from, to);
        PostUntilAnchor(
            JournalKind.Bank, LastDay(month), "Bank charges",
            _keeper.Line(Codes.BankCharges, charge, "Account charges"), _keeper.Line(Codes.Bank, -charge, "Account charges"));
    }

    private void Depreciate(DateOnly month, int units)
    {
        long machinery = units * 60, vehicles = units * 40;
        PostUntilAnchor(
            JournalKind.General, LastDay(month), $"Depreciation {month:yyyy-MM}",
            _keeper.Line(Codes.Depreciation, machinery + vehicles, "Depreciation"),
            _keeper.Line("0310", -machinery, "Machinery"),
            _keeper.Line("0410", -vehicles, "Vehicles"));
    }

    private void PayWages(DateOnly month)
    {
        var gross = _random.Cents(4_000, 6_000) * (_profile.Size == CompanySize.Large ? 6 : 1);
        var withheld = gross * 24 / 100;
        var charges = gross * 27 / 100;
        PostUntilAnchor(
            JournalKind.Payroll, month.AddDays(24), $"Payroll {month:yyyy-MM}",
            _keeper.Line(Codes.Wages, gross, "Gross pay"),
            _keeper.Line(Codes.EmployerCharges, charges, "Employer's part"),
            _keeper.Line(Codes.PayrollTaxes, -(withheld + charges), "Owed to the authorities"),
            _keeper.Line(Codes.Bank, -(gross - withheld), "Net pay"));
        PostUntilAnchor(
            JournalKind.Bank, month.AddMonths(1).AddDays(14), $"Payroll taxes {month:yyyy-MM}",
            _keeper.Line(Codes.PayrollTaxes, withheld + charges, "Paid to the authorities"),
            _keeper.Line(Codes.Bank, -(withheld + charges), "Paid to the authorities"));
    }

    private void RepayLoan(DateOnly month)
    {
        var interest = _random.Cents(60, 160);
        const long Repaid = 45_000;
        PostUntilAnchor(
            JournalKind.Bank, month.AddDays(4), "Loan instalment",
            _keeper.Line(Codes.Loan, Repaid, "Repayment"),
            _keeper.Line(Codes.Interest, interest, "Interest"),
            _keeper.Line(Codes.Bank, -(Repaid + interest), "Loan instalment"));
    }

    private void WriteVatReturn(DateOnly lastMonth)
    {
        var end = LastDay(lastMonth);
        var from = lastMonth.AddMonths(-2);
        var onSales = _keeper.Movement(Codes.VatOnSales, from, end);
        var onPurchases = _keeper.Movement(Codes.VatOnPurchases, from, end);
        var owed = onSales + onPurchases;
        if (end > _anchor)
            return;

        _keeper.Post(
            JournalKind.General, end, $"VAT return {from:yyyy-MM} to {end:yyyy-MM}", null,
            _keeper.Line(Codes.VatOnSales, -onSales, "VAT on sales"),
            _keeper.Line(Codes.VatOnPurchases, -onPurchases, "VAT on purchases"),
            _keeper.Line(Codes.VatPayable, owed, "VAT return"));
        PostUntilAnchor(
            JournalKind.Bank, end.AddDays(20), "VAT settled",
            _keeper.Line(Codes.VatPayable, -owed, "VAT settled"), _keeper.Line(Codes.Bank, owed, "VAT settled"));
    }

    private void PostUntilAnchor(JournalKind journal, DateOnly date, string description, params IReadOnlyList<JournalLine> lines)
    {
        if (date <= _anchor)
            _keeper.Post(journal, date, description, null, lines);
    }

    private static DateOnly LastDay(DateOnly month) => month.AddMonths(1).AddDays(-1);
}
