using System.Net;
using System.Text;
using DataRefresh.Connectors;
using DataRefresh.Imports;
using DataRefresh.Snapshots;
using DataRefresh.Uploads;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace DataRefresh.Tests.Uploads;

[Collection(InWorld.Name)]
public sealed class UploadTests(World world)
{
    [Fact]
    public async Task A_trial_balance_of_an_engagement_without_connector_becomes_a_snapshot_whose_reports_open()
    {
        var (office, sender) = await Offline();

        var id = await sender.Import(Sender.Balance);

        var snapshot = Assert.Single(await Snapshots(office, sender.EngagementId));
        Assert.Equal((id, null, new DateOnly(2026, 1, 1), new DateOnly(2026, 10, 31)), (snapshot.UploadId, snapshot.RefreshId, snapshot.From, snapshot.To));
        Assert.Equal([DataSet.Accounts, DataSet.TrialBalance], snapshot.Parts.Select(part => part.DataSet).Order());
        Assert.Null(snapshot.Warnings);
        var row = await office.Row(sender.EngagementId);
        Assert.Equal((snapshot.Id, snapshot.TakenAt, (DateTimeOffset?)null), (row.SnapshotId, row.LastSuccessAt, row.LastAttemptAt));
        var page = await sender.Browser.Open($"/admin/data-refresh/engagements/{sender.EngagementId}/reports/trial-balance");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("400000", page.Text, StringComparison.Ordinal);
        Assert.Contains("12,050.25", page.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder, $"{id:n}")));
        Assert.DoesNotContain($"{sender.EngagementId}", (await sender.Browser.Open("/admin/data-refresh")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_row_is_named_with_its_column_and_nothing_is_taken_in()
    {
        var (office, sender) = await Offline();
        var id = await sender.Send("Code;Name;Debit;Credit\n100;Capital;;10,00\n\n200;Bank;ten;\n;;5;\nTotaal;;10;10\n");

        var preview = await sender.Check(id);

        Assert.Equal((1, 2, 1, 1), (preview.GetProperty("good").GetInt32(), preview.GetProperty("bad").GetInt32(), preview.GetProperty("empty").GetInt32(), preview.GetProperty("totals").GetInt32()));
        var faults = preview.GetProperty("faults").EnumerateArray()
            .Select(fault => (fault.GetProperty("row").GetInt32(), fault.GetProperty("column").GetString(), fault.GetProperty("header").GetString(), fault.GetProperty("code").GetString())).ToList();
        Assert.Equal([(4, "C", "Debit", "not-a-number"), (5, "A", "Code", "missing")], faults);
        var refused = await sender.Confirm(id);
        Assert.Equal((HttpStatusCode.Conflict, "upload-not-clean"), (refused.StatusCode, await Browser.CodeOf(refused)));
        Assert.Empty(await Snapshots(office, sender.EngagementId));
        var csv = await (await sender.Browser.Send(HttpMethod.Get, $"/api/data-refresh/uploads/{id}/faults.csv")).Content.ReadAsStringAsync();
        Assert.Contains("4,C,Debit,Debit,“ten” is not a number.,ten\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_walks_from_the_list_to_the_imported_file_and_staff_see_who_it_was()
    {
        var office = await world.NewOffice();
        var (engagement, contactId) = await office.Made("Walking BV");
        await office.Change(engagement, e => e with { Connector = null });
        var person = await world.Host.People.Activate(office.Firm, contactId);
        var contact = await world.Host.People.SignIn(person);

        var list = await contact.Open("/portal/data-refresh/uploads");
        var start = list.Document.QuerySelector("main a[href*='/uploads/new/']")!.GetAttribute("href")!;
        var form = await contact.Open(start);
        var token = form.Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var sent = await contact.Send(new HttpRequestMessage(HttpMethod.Post, start) { Content = Sender.Form(Encoding.UTF8.GetBytes(Sender.Balance), "saldi.csv", UploadKind.TrialBalance, null, "2026-10-31", token) });
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var address = $"{sent.Headers.Location}";
        var mapping = await contact.Open(address);
        var preview = await contact.Submit(mapping, $"{address}/mapping");
        Assert.Contains("All 3 rows can be taken in", preview.Text, StringComparison.Ordinal);
        var done = await contact.Submit(preview, $"{address}/confirmation");
        Assert.Contains("The data was taken in", Assert.Single(done.Toasts), StringComparison.Ordinal);
        Assert.Contains(person.Name, (await contact.Open("/portal/data-refresh/uploads")).Text, StringComparison.Ordinal);

        var staff = await office.SignIn();
        Assert.Contains($"by {person.Name}", (await staff.Open($"/admin/data-refresh/engagements/{engagement}/upload")).Text, StringComparison.Ordinal);
        Assert.Single(await Snapshots(office, engagement));
    }

    [Fact]
    public async Task An_upload_leaves_the_slot_of_the_day_and_stands_in_the_history()
    {
        var (office, engagement, _) = await world.Refreshed();
        await world.Host.With<DataRefreshDb>(db => db.Refreshes.Where(r => r.EngagementId == engagement).ExecuteDeleteAsync(), office.FirmId);
        var sender = new Sender(await office.SignIn(), engagement);

        await sender.Import(Sender.Balance);

        await office.Accept(engagement);
        var history = await sender.Browser.Open($"/admin/data-refresh/engagements/{engagement}/history");
        Assert.Contains($"by {office.Administrator.Name} (staff)", history.Text, StringComparison.Ordinal);
        Assert.Contains("balance.csv", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_confirmations_at_once_leave_one_snapshot()
    {
        var (office, sender) = await Offline();
        var id = await sender.Send(Sender.Balance);
        await sender.Check(id);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => sender.Confirm(id)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        Assert.Single(await Snapshots(office, sender.EngagementId));
    }

    [Fact]
    public async Task The_columns_of_the_last_file_are_remembered_for_the_customer()
    {
        var (_, sender) = await Offline();
        var odd = "Ref|Was|Soll|Haben\n1|Kas|5.00|\n2|Kapitaal||5.00\n";
        var first = await sender.Send(odd);
        Assert.False((await sender.Show(first)).GetProperty("wasRemembered").GetBoolean());
        var columns = new { Account = "0", AccountName = "1", Debit = "2", Credit = "3" };
        var settled = await Browser.Read(await sender.Browser.Send(HttpMethod.Put, $"/api/data-refresh/uploads/{first}/mapping", new { columns, decimalMark = "." }));
        Assert.True(settled.GetProperty("preview").GetProperty("isClean").GetBoolean());
        await sender.Confirm(first);

        var next = await sender.Show(await sender.Send("Was|Ref|Haben|Soll\nKas|1||7.00\n"));

        Assert.True(next.GetProperty("wasRemembered").GetBoolean());
        Assert.Equal((1, 0, 3, 2), (Column("Account"), Column("AccountName"), Column("Debit"), Column("Credit")));

        int Column(string field) => next.GetProperty("mapping").GetProperty(field).GetInt32();
    }

    [Fact]
    public async Task Invoices_bring_parties_and_the_ageing_of_what_is_open()
    {
        var (office, sender) = await Offline();
        var file = "Factuurnummer;Klant;Factuurdatum;Vervaldatum;Bedrag excl. btw;Btw;Totaal;Openstaand\n"
            + "F1;Jansen;05/01/2026;20/01/2026;100,00;21,00;121,00;121,00\nF2;Peeters;10/10/2026;25/10/2026;1.000,00;210,00;1.210,00;0,00\nF3;Jansen;20/10/2026;20/11/2026;10,00;2,10;12,10;2,10\n";

        await sender.Import(file, "facturen.csv", UploadKind.SalesInvoices, "2026-01-01");

        var parts = Assert.Single(await Snapshots(office, sender.EngagementId)).Parts;
        var invoices = await Rows<InvoiceRow>(office, parts, DataSet.SalesInvoices);
        Assert.Equal([("F1", "Open", 100m, 121m), ("F2", "Paid", 1000m, 1210m), ("F3", "PartiallyPaid", 10m, 12.10m)], invoices.Select(i => (i.Number!, i.Status!, i.Net, i.Total)));
        Assert.Equal(["Jansen", "Peeters"], (await Rows<PartyRow>(office, parts, DataSet.Customers)).Select(party => party.Name));
        var aged = await Rows<AgedBalanceRow>(office, parts, DataSet.AgedReceivables);
        Assert.Equal([(2.10m, (DateOnly?)new DateOnly(2026, 10, 2)), (121m, null)], aged.Select(row => (row.Amount, row.From)));
        Assert.Equal(HttpStatusCode.OK, (await sender.Browser.Open($"/admin/data-refresh/engagements/{sender.EngagementId}/reports/aged-receivables")).Status);
    }

    [Fact]
    public async Task A_ledger_makes_accounts_and_a_trial_balance_and_says_what_does_not_tie_out()
    {
        var (office, sender) = await Offline();
        var file = "Date,Entry,Account,Account name,Debit,Credit,Description\n2026-02-01,E1,550000,Bank,100.00,,In\n2026-02-03,E2,610000,Rent,40.00,,Rent\n2026-02-01,E1,700000,Sales,,100.00,In\n2026-02-03,E2,550000,Bank,,39.00,Rent\n";

        await sender.Import(file, "ledger.csv", UploadKind.Ledger, "2026-01-01");

        var snapshot = Assert.Single(await Snapshots(office, sender.EngagementId));
        var balance = await Rows<TrialBalanceRow>(office, snapshot.Parts, DataSet.TrialBalance);
        Assert.Equal([("550000", 100m, 39m), ("610000", 40m, 0m), ("700000", 0m, 100m)], balance.Select(row => (row.AccountId, row.Debit, row.Credit)));
        Assert.Equal([1, 1, 2, 2], (await Rows<LedgerRow>(office, snapshot.Parts, DataSet.Ledger)).Select(row => row.Line));
        Assert.Contains("ledger-entries-unbalanced", snapshot.Warnings!, StringComparison.Ordinal);
        Assert.Contains("\"subject\":\"1\"", snapshot.Warnings!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_other_people_and_of_nobody_look_the_same()
    {
        var (office, sender) = await Offline();
        var id = await sender.Send(Sender.Balance);
        var viewer = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.RelationshipManager));
        var (_, elsewhere) = await Offline();
        var (stranger, foreignContact) = await office.Made("Somebody else BV");
        var contact = await world.Host.People.SignIn(await world.Host.People.Activate(office.Firm, foreignContact));

        foreach (var other in new[] { viewer, elsewhere.Browser, contact })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Send(HttpMethod.Get, $"/api/data-refresh/uploads/{id}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Send(HttpMethod.Get, $"/api/data-refresh/uploads/{Guid.NewGuid()}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await new Sender(other, id).Confirm(id)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await new Sender(other, sender.EngagementId).Post(Sender.Balance)).StatusCode);
        }

        Assert.NotEqual(stranger, sender.EngagementId);
        Assert.Single(Directory.EnumerateFiles(Folder), file => Path.GetFileName(file) == $"{id:n}");
    }

    [Fact]
    public async Task A_form_of_another_site_sends_no_file()
    {
        var (_, sender) = await Offline();
        var address = $"/admin/data-refresh/engagements/{sender.EngagementId}/upload";
        var content = () => Sender.Form(Encoding.UTF8.GetBytes(Sender.Balance), "balance.csv", UploadKind.TrialBalance, null, "2026-10-31", "no-token-of-ours");

        var page = await sender.Browser.Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = content() });
        var api = await sender.Browser.Send(new HttpRequestMessage(HttpMethod.Post, $"/api/data-refresh/engagements/{sender.EngagementId}/uploads") { Content = content() });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (page.StatusCode, api.StatusCode));
        Assert.Empty((await sender.Browser.GetJson($"/api/data-refresh/engagements/{sender.EngagementId}/uploads")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_is_wrong_with_the_file_as_a_whole_is_said_plainly()
    {
        var (_, sender) = await Offline();

        var answer = await sender.Post("PK\u0003\u0004 not a workbook", "book.xlsx");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("The file is damaged and cannot be read.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await sender.Browser.GetJson($"/api/data-refresh/engagements/{sender.EngagementId}/uploads")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_nobody_confirmed_within_a_week_is_discarded_with_its_file()
    {
        var (office, sender) = await Offline();
        var id = await sender.Send(Sender.Balance);
        var file = Path.Combine(Folder, $"{id:n}");
        Assert.True(File.Exists(file));
        var lost = Path.Combine(Folder, $"{Guid.NewGuid():n}");
        await File.WriteAllTextAsync(lost, "of a host that died");
        await world.Host.Settle();
        Assert.True(File.Exists(lost) && File.Exists(file));
        world.Host.Clock.Advance(TimeSpan.FromDays(7.1));
        try
        {
            await world.Host.Settle();
        }
        finally
        {
            world.Host.Clock.Reset();
        }

        Assert.False(File.Exists(lost) || File.Exists(file));
        Assert.Equal(UploadState.Discarded, await world.Host.With<DataRefreshDb, UploadState>(db => db.Uploads.Where(u => u.Id == id).Select(u => u.State).SingleAsync(), office.FirmId));
        Assert.Equal(HttpStatusCode.Conflict, (await sender.Confirm(id)).StatusCode);
    }

    [Fact]
    public async Task A_discarded_file_is_gone_at_once()
    {
        var (_, sender) = await Offline();
        var id = await sender.Send(Sender.Balance);

        Assert.Equal(HttpStatusCode.NoContent, (await sender.Browser.Send(HttpMethod.Delete, $"/api/data-refresh/uploads/{id}")).StatusCode);

        Assert.False(File.Exists(Path.Combine(Folder, $"{id:n}")));
        Assert.Equal("Discarded", (await sender.Show(id)).GetProperty("upload").GetProperty("state").GetString());
    }

    private string Folder => Path.Combine(
        world.Host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SharedKernel.Persistence.StorageOptions>>().Value.Directory, "uploads");

    private async Task<(Office Office, Sender Sender)> Offline()
    {
        var office = await world.NewOffice();
        var (id, _) = await office.Made("Offline BV");
        await office.Change(id, e => e with { Connector = null });
        return (office, new Sender(await office.SignIn(), id));
    }

    private Task<List<Snapshot>> Snapshots(Office office, Guid engagementId) => world.Host.With<DataRefreshDb, List<Snapshot>>(
        db => db.Snapshots.AsNoTracking().Include(s => s.Parts).Where(s => s.EngagementId == engagementId).OrderBy(s => s.TakenAt).ToListAsync(), office.FirmId);

    private async Task<List<TRow>> Rows<TRow>(Office office, List<StoredPart> parts, DataSet set)
        where TRow : class
    {
        var part = parts.Single(p => p.DataSet == set);
        Assert.Equal(DataSetState.Stored, part.State);
        return await world.Host.Services.GetRequiredService<SnapshotReader>()
            .Read<TRow>(office.FirmId, new SnapshotPart(set, part.State, part.Hash, part.Rows, part.Bytes), default).ToListAsync();
    }
}
