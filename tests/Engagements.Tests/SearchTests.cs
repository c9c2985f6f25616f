using System.Diagnostics;
using Engagements.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SharedKernel.Persistence;
using Testing;

namespace Engagements.Tests;

/// <summary>The search of names: the same answers on every engine, and no look at rows that are no answer.</summary>
public sealed class SearchTests(House house) : IClassFixture<House>
{
    private static readonly string[] Names =
    [
        "Zażółć Gęślą Sp. z o.o.", "Łódź Żuraw", "Straßenbau Æther", "İstanbul IŞIK", "Ελένη Παπάς Α.Ε.", "Рога и Копыта", "株式会社東京商事",
        "東京", "𠮷野家𠮷野", "100% Natural_Foods [UK]", "100 Natural Foods UK", "O'Brien \"Quoted\" & Sons", @"Back\slash", "Semi;colon--", "Maes - Peeters (Gent)",
        "a*b^c", "NEAR AND OR NOT", "{Text} : near", "Noël Émile", "Cafe\u0301 Brûlé",
    ];

    public static TheoryData<string> Searches =>
    [
        "zazolc", "GĘŚLĄ", "lodz zuraw", "zuraw lodz", "strasse", "aether", "isik", "ελενη παπας", "ΠΑΠΆΣ", "рога", "КОПЫТА рога", "株式会社", "東京商事", "東京", "京",
        "𠮷野家", "𠮷野", "100%", "%", "_", "natural_foods", "[uk]", "[uk", "]", "o'brien", "'", "''", "\"quoted\"", "\"", "\"\"", @"back\slash", @"\", ";colon--", "--",
        "maes peeters", "peeters -", "(gent)", "a*b", "b^c", "*", "near", "and or not", "{text}", "{text} :", "noel emile", "CAFÉ", "brule", "z o.o", "sp.", "xyz", "zazolc xyz", "\u0000", "nat\u0000ural", "\uFFFEnatural",
        "a", "sp z", "ab", "o.o.", "foods foods",
    ];

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Every_engine_finds_what_reading_all_names_would_find(string search)
    {
        var firm = await TheFirm();
        var words = Folding.Words(search).ToList();
        var expected = Names.Where(n => words.TrueForAll(w => Folding.Fold(n).Contains(w, StringComparison.Ordinal))).Order(StringComparer.Ordinal);

        var found = await firm.Admin.Names($"/api/engagements/customers?search={Uri.EscapeDataString(search)}&size=200", "name");

        Assert.Equal(expected, found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_new_name_is_found_and_the_old_one_is_not()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Before Renaming");
        await house.In(firm.Id, (db, _) => db.Customers.Where(c => c.Id == customer)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.SearchText, "thereafter")));

        Assert.Empty(await firm.Admin.Names("/api/engagements/customers?search=renaming", "name"));
        Assert.Single(await firm.Admin.Names("/api/engagements/customers?search=thereafter", "name"));

        await house.In(firm.Id, (db, _) => db.Customers.Where(c => c.Id == customer).ExecuteDeleteAsync());
        Assert.Empty(await house.In(firm.Id, (db, _) => db.Hits<Customer>(c => c.SearchText, "thereafter").ToListAsync()));
    }

    [Fact]
    public async Task A_search_stays_within_the_firm_from_its_first_step()
    {
        var (one, other) = (await house.NewFirm(), await house.NewFirm());
        var mine = await one.Customer("Shared Heritage");
        await other.Customer("Shared Heritage");

        foreach (var word in new[] { "heritage", "he" })
            Assert.Equal([mine], await house.In(one.Id, (db, _) => db.Hits<Customer>(c => c.SearchText, word).ToListAsync()));
    }

    [Fact]
    public async Task Engagements_are_found_by_title_by_customer_and_by_contact()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Gamma Wijnhandel");
        var contact = await firm.Contact(customer, "eva.search@customer.test");
        await firm.Engagement(customer, "Yearly", contact: contact);
        await firm.Engagement(await firm.Customer("Other"), "Wijnhandel audit");

        Task<List<string>> Titles(string query) => firm.Admin.Names($"/api/engagements/engagements?{query}", "title");
        Assert.Equal(["Wijnhandel audit", "Yearly"], await Titles("search=wijnhandel"));
        Assert.Equal(["Yearly"], await Titles("search=yearly+gamma"));
        Assert.Equal(["Yearly"], await Titles("contact=eva.search"));
        Assert.Equal(["Yearly"], await Titles("contact=maes+eva"));
        Assert.Empty(await Titles("contact=nobody"));
    }

    [Theory]
    [InlineData("/api/engagements/customers?search=needle", "customers_SearchText", "customers")]
    [InlineData("/api/engagements/customers?search=needle+stack", "customers_SearchText", "customers")]
    [InlineData("/api/engagements/engagements?search=needle", "engagements_SearchText", "customers engagements")]
    [InlineData("/api/engagements/engagements?contact=needle", "contacts_SortName", "contacts engagements")]
    public async Task Three_letters_are_looked_up_and_no_table_is_read(string path, string index, string tables)
    {
        var firm = await TheCrowd();
        var plans = (await house.Host.Queries.PlansDuring(() => firm.Admin.Json(path))).Where(p => p.Question.Contains(Marker(), StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(plans);
        Assert.All(plans, plan =>
        {
            Assert.True(plan.Uses(Marker() == "MATCH" ? "VIRTUAL TABLE INDEX 0:M" : index), plan.ToString());
            foreach (var table in tables.Split(' '))
                Assert.False(plan.Scans(table), plan.ToString());
            Assert.False(plan.WalksThroughTheFirm, plan.ToString());
        });
    }

    [Fact]
    public async Task Another_word_is_not_another_query_to_compile()
    {
        var firm = await TheFirm();
        using var compiled = new Compilations(firm.Id);
        foreach (var path in new[] { "/api/engagements/customers?search", "/api/engagements/engagements?contact" })
        {
            await firm.Admin.Json($"{path}=first-word&kind=person");
            Assert.NotEqual(0, compiled.Count);
            await firm.Admin.Json($"{path}=first");
            var before = compiled.Count;
            await firm.Admin.Json($"{path}=second-word");
            Assert.Equal(before, compiled.Count);
        }
    }

    /// <summary>Counts the queries that EF compiles for a firm; other tests run beside this one.</summary>
    private sealed class Compilations : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> subscriptions = [];
        private readonly Guid firm;
        private int count;

        public Compilations(Guid firm)
        {
            this.firm = firm;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Count => count;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is QueryExpressionEventData { Context: ModuleDb db } && db.FirmId == firm && value.Key == CoreEventId.QueryCompilationStarting.Name)
                Interlocked.Increment(ref count);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => subscriptions.ForEach(s => s.Dispose());
    }

    private static string Marker() => TestHost.PostgresServer is null ? "MATCH" : "LIKE";

    private static Office? theFirm;

    private async Task<Office> TheFirm()
    {
        if (theFirm is not null)
            return theFirm;
        var firm = await house.NewFirm();
        foreach (var name in Names)
            await firm.Customer(name);
        return theFirm = firm;
    }

    private static Office? theCrowd;

    private async Task<Office> TheCrowd()
    {
        if (theCrowd is not null)
            return theCrowd;
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Needle in the Stack");
        var contact = await firm.Contact(customer);
        var engagement = await firm.Engagement(customer, "Needlework", contact: contact);
        await house.In(firm.Id, async (db, _) =>
        {
            var nth = db.NthKey();
            await db.Copies("customers", customer, 5_000, ("Id", nth), ("SearchText", "'hay number ' || n"));
            await db.Copies("contacts", contact, 5_000, ("Id", nth), ("SortName", "'somebody ' || n"), ("EmailKey", "'somebody' || n || '@hay.test'"));
            // Each with a customer and a contact of its own, as it is in life.
            await db.Copies("engagements", engagement, 3_000, ("SearchText", "'hay number ' || n"), ("CustomerId", nth), ("ContactId", nth));
            return true;
        });
        return theCrowd = firm;
    }
}
