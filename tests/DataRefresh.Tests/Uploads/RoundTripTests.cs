using System.Text.Json;
using DataRefresh.Connectors;
using DataRefresh.Imports;
using DataRefresh.Snapshots;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace DataRefresh.Tests.Uploads;

/// <summary>What the house hands out, it takes in again: the same rows, whatever the language and the format.</summary>
[Collection(InWorld.Name)]
public sealed class RoundTripTests(World world)
{
    [Theory]
    [InlineData("en", "csv")]
    [InlineData("pl", "xlsx")]
    [InlineData("nl", "csv")]
    [InlineData("fr", "xlsx")]
    public async Task Downloaded_reports_can_be_uploaded_again_and_come_to_the_same_rows(string language, string format)
    {
        var (office, engagement, _) = await world.Refreshed();
        var browser = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.Administrator, language: language));
        var sender = new Sender(browser, engagement);
        var row = await office.Row(engagement);
        var (from, to) = ($"{row.PeriodFrom:yyyy-MM-dd}", $"{row.PeriodTo:yyyy-MM-dd}");

        await Again<TrialBalanceRow>("trial-balance", UploadKind.TrialBalance, DataSet.TrialBalance, balance => balance with { AccountId = "", From = default });
        await Again<LedgerRow>("general-ledger", UploadKind.Ledger, DataSet.Ledger, line => line with { PartyId = null });
        await Again<InvoiceRow>("sales-invoices", UploadKind.SalesInvoices, DataSet.SalesInvoices, invoice => invoice with { CurrencyRate = null, Net = 0, Tax = 0 });
        await Again<InvoiceRow>("purchase-invoices", UploadKind.PurchaseInvoices, DataSet.PurchaseInvoices, invoice => invoice with { CurrencyRate = null, Net = 0, Tax = 0 });

        async Task Again<TRow>(string report, UploadKind kind, DataSet set, Func<TRow, TRow> comparable)
            where TRow : class
        {
            var before = await Newest<TRow>(set);
            Assert.NotEmpty(before);
            var file = await (await browser.Send(HttpMethod.Get, $"/api/data-refresh/engagements/{engagement}/reports/{report}.{format}")).Content.ReadAsByteArrayAsync();
            // A downloaded ledger is in the language of whoever downloads it, and so is what it says of kinds and states.
            var id = await sender.Send(file, $"{report}.{format}", kind, from, to);
            var preview = await sender.Check(id);
            Assert.True(preview.GetProperty("isClean").GetBoolean(), $"{report}: {preview}");
            await sender.Confirm(id);
            var after = await Newest<TRow>(set);
            Assert.Equal(id, await world.Host.With<DataRefreshDb, Guid?>(db => db.Snapshots.Where(s => s.EngagementId == engagement).OrderByDescending(s => s.TakenAt).Select(s => s.UploadId).FirstAsync(), office.FirmId));
            Assert.Equal(before.Select(one => JsonSerializer.Serialize(comparable(one))), after.Select(one => JsonSerializer.Serialize(comparable(one))));
        }

        async Task<List<TRow>> Newest<TRow>(DataSet set)
            where TRow : class
        {
            var part = await world.Host.With<DataRefreshDb, StoredPart>(
                db => (from snapshot in db.Snapshots
                       join stored in db.SnapshotParts on snapshot.Id equals stored.SnapshotId
                       where snapshot.EngagementId == engagement && stored.DataSet == set && stored.State == DataSetState.Stored
                       orderby snapshot.TakenAt descending
                       select stored).FirstAsync(),
                office.FirmId);
            return await world.Host.Services.GetRequiredService<SnapshotReader>()
                .Read<TRow>(office.FirmId, new SnapshotPart(set, part.State, part.Hash, part.Rows, part.Bytes), default).ToListAsync();
        }
    }
}
