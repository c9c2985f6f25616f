using VendorSimulator.Books;
using VendorSimulator.Codat;
using VendorSimulator.Companies;
using VendorSimulator.Control;

namespace VendorSimulator.Tests;

public sealed class LedgerTests
{
    private static readonly DateOnly Anchor = new(2026, 11, 21);
    private static readonly Lazy<IReadOnlyList<CompanyBooks>> Companies = new(() => [.. Enumerable.Range(1, 120).Select(number => Make(number, 4))]);

    [Fact]
    public void Every_journal_balances_to_the_cent() => Assert.All(
        Companies.Value.SelectMany(books => books.Entries),
        entry => Assert.Equal(0, entry.Lines.Sum(line => line.Amount)));

    [Fact]
    public void The_trial_balance_totals_zero_for_every_company_on_either_basis()
    {
        foreach (var books in Companies.Value)
        {
            foreach (var yearBasis in new[] { false, true })
            {
                var balance = TrialBalance.Of(books, Anchor.AddMonths(-7), Anchor, yearBasis);
                Assert.Equal(0, balance.Totals.Opening);
                Assert.Equal(0, balance.Totals.Closing);
                Assert.Equal(balance.Totals.Debit, balance.Totals.Credit);
            }
        }
    }

    [Fact]
    public void Ageing_equals_the_control_accounts_today_and_in_the_past()
    {
        foreach (var books in Companies.Value)
        {
            foreach (var date in new[] { Anchor, Anchor.AddMonths(-5), Anchor.AddMonths(-17) })
            {
                var balances = Statements.Balances(books, date);
                Assert.Equal(balances[ChartOfAccounts.Codes.Receivable], Total(Ageing.Of(books.Invoices, date, 4, 30)));
                Assert.Equal(-balances[ChartOfAccounts.Codes.Payable], Total(Ageing.Of(books.Bills, date, 6, 15)));
            }
        }
    }

    [Fact]
    public void The_balance_sheet_balances_and_its_earnings_are_the_profit_of_the_year()
    {
        foreach (var books in Companies.Value)
        {
            for (var month = books.Start; month <= Anchor; month = month.AddMonths(1))
            {
                var end = month.AddMonths(1).AddDays(-1);
                var sheet = StatementMapper.BalanceSheet(books, end);
                Assert.Equal(sheet.NetAssets, sheet.Equity.Value);
                var profit = StatementMapper.ProfitAndLoss(books, books.FinancialYearOf(end), end).NetProfit;
                Assert.Equal(profit, sheet.Equity.Items.Single(line => line.Name == "Current year earnings").Value);
            }
        }
    }

    [Fact]
    public void No_document_is_paid_beyond_its_total_or_before_it_was_issued() => Assert.All(
        Companies.Value.SelectMany(books => books.Invoices.Concat(books.Bills)),
        document =>
        {
            Assert.InRange(document.Due, 0, document.Total);
            Assert.All(document.Settlements, settlement => Assert.True(settlement.Date >= document.IssueDate));
        });

    [Fact]
    public void Some_documents_are_open_some_partly_paid_and_some_paid()
    {
        var invoices = Companies.Value.SelectMany(books => books.Invoices).ToList();
        Assert.Contains(invoices, invoice => invoice.Due == 0);
        Assert.Contains(invoices, invoice => invoice.Due == invoice.Total);
        Assert.Contains(invoices, invoice => invoice.Due > 0 && invoice.Due < invoice.Total);
    }

    [Fact]
    public void Ordinary_companies_have_30_to_400_entries_and_every_25th_about_3000()
    {
        foreach (var number in Enumerable.Range(1, 120))
        {
            var entries = Make(number, 0).Entries.Count;
            if (number % 25 == 0)
                Assert.InRange(entries, 2_500, 3_500);
            else
                Assert.InRange(entries, 30, 400);
        }
    }

    [Fact]
    public void The_chart_has_40_to_60_accounts_of_every_type()
    {
        var chart = new ChartOfAccounts(Guid.NewGuid()).All;
        Assert.InRange(chart.Count, 40, 60);
        Assert.Equal(["Asset", "Equity", "Expense", "Income", "Liability"], chart.Select(account => account.Type).Distinct().Order());
        Assert.Equal(chart.Count, chart.Select(account => account.Code).Distinct().Count());
    }

    [Fact]
    public void The_same_company_and_revision_make_the_same_books()
    {
        var first = Make(7, 2);
        var second = Make(7, 2);
        Assert.Equal(first.Entries.Select(Describe), second.Entries.Select(Describe));
    }

    [Fact]
    public void A_revision_adds_to_the_books_and_sometimes_corrects_older_entries()
    {
        var corrected = 0;
        foreach (var number in Enumerable.Range(1, 40).Where(number => number % 25 != 0))
        {
            var before = Make(number, 2).Entries.ToDictionary(entry => entry.Id, Describe);
            var after = Make(number, 3).Entries.ToDictionary(entry => entry.Id, Describe);
            Assert.True(after.Count > before.Count);
            corrected += before.Count(entry => after[entry.Key] != entry.Value);
        }

        Assert.True(corrected > 0);
    }

    [Fact]
    public void Trade_names_differ_and_span_scripts_and_currencies()
    {
        var profiles = Enumerable.Range(1, 120).Select(Prebuilt.ProfileOf).ToList();
        Assert.Equal(120, profiles.Select(profile => profile.Name).Distinct().Count());
        Assert.Equal(["EUR", "GBP", "PLN"], profiles.Select(profile => profile.Country.Currency).Distinct().Order());
        Assert.Contains(profiles, profile => profile.Name.Any(letter => letter is >= 'Α' and <= 'ω'));
        Assert.Contains(profiles, profile => profile.Name.Any(letter => letter is >= 'А' and <= 'я'));
    }

    [Theory]
    [InlineData('=')]
    [InlineData('+')]
    [InlineData('-')]
    [InlineData('@')]
    [InlineData('"')]
    public void Some_trading_partners_have_names_that_spreadsheets_would_run(char first)
    {
        var books = Make(3, 0);
        Assert.Contains(books.Customers, party => party.Name[0] == first);
        Assert.Contains(books.Suppliers, party => party.Name[0] == first);
    }

    [Fact]
    public void An_entry_that_does_not_balance_cannot_be_posted()
    {
        var keeper = new Bookkeeper(Prebuilt.ProfileOf(1));
        Assert.Throws<InvalidOperationException>(() => keeper.Post(
            JournalKind.General, Anchor, "Lopsided", null, keeper.Line("6300", 100, "a"), keeper.Line("1400", -99, "b")));
    }

    internal static CompanyBooks Make(int number, int revisions) => BooksGenerator.Generate(
        Prebuilt.ProfileOf(number),
        Anchor,
        Enumerable.Range(1, revisions).Select(revision =>
            new BookRevision(revision, Anchor.ToDateTime(new TimeOnly(8, revision), DateTimeKind.Utc))),
        []);

    private static long Total(IReadOnlyList<AgedParty> aged) => aged.Sum(party => party.Buckets.Sum(bucket => bucket.Amount));

    private static string Describe(JournalEntry entry) =>
        $"{entry.Id} {entry.Date} {entry.Description} {string.Join(',', entry.Lines.Select(line => $"{line.Account.Code}:{line.Amount}"))}";
}
