using DataRefresh.Connections;
using DataRefresh.Connectors;
using DataRefresh.Connectors.Codat;
using DataRefresh.Connectors.Xero;
using DataRefresh.Dashboard;
using DataRefresh.Firms;
using DataRefresh.Refreshes;
using Microsoft.Extensions.Configuration;
using SharedKernel.Access;
using SharedKernel.Modules;
using SharedKernel.Persistence;

namespace DataRefresh.Demo;

/// <summary>
/// Gives the demo firms connections to the simulator's companies in every state that the dashboard can show, and a
/// past: real refreshes of which most are then dated back.
/// </summary>
internal sealed class DemoConnections(IServiceScopeFactory scopes, RefreshEngine engine, IConfiguration configuration, DemoConsent consent, TimeProvider clock) : IDemoData
{
    private const string DefaultKey = "demo-key-of-the-simulator";
    private int company;

    public int Order => 40;

    public async Task Seed(CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        var firms = await scope.ServiceProvider.GetRequiredService<DataRefreshDb>().Firms
            .IgnoreQueryFilters([ModuleDb.FirmFilter]).OrderBy(f => f.Name).Select(f => f.FirmId).ToListAsync(token);
        foreach (var firmId in firms)
        {
            await InFirm(firmId, (db, vault) => Connect(db, vault, firmId, token));
            await InFirm(firmId, (db, _) => AcceptSome(db, firmId, token));
        }

        await UntilAllEnded(token);
        foreach (var firmId in firms)
            await InFirm(firmId, (db, _) => DateBack(db, token));
        foreach (var firmId in firms)
            await FailOne(firmId, token);
    }

    /// <summary>One whose last attempt failed yesterday, while its older data stays: success and attempt differ.</summary>
    private async Task FailOne(Guid firmId, CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(firmId);
        var db = scope.ServiceProvider.GetRequiredService<DataRefreshDb>();
        var (now, firm) = (clock.GetUtcNow(), await db.Firms.AsNoTracking().SingleAsync(token));
        var batch = await db.Batches.SingleAsync(b => b.IdempotencyKey == "demo", token);
        var row = await RefreshStatus.Active.Among(db.Rows.Where(r => r.SnapshotId != null && !r.Archived), db.Refreshes, firm.DayOf(now))
            .OrderBy(r => r.LastSuccessAt).FirstOrDefaultAsync(token);
        if (row is null)
            return;
        // In one commit, or the engine might claim it in between.
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        batch.Accepted += await db.Accept(db.Rows.Where(r => r.EngagementId == row.EngagementId), batch, firm.DayOf(batch.StartedAt), token);
        var refresh = await db.Refreshes.SingleAsync(r => r.RunningFor == row.EngagementId, token);
        refresh.Enter(RefreshState.Fetching, now);
        refresh.Fail("vendor-unavailable", now);
        row.Failed(now, refresh.FailureCode!);
        await scope.ServiceProvider.GetRequiredService<FailureEpisodes>().Count(row, refresh.FailureCode!, now, token);
        await db.SaveChangesAsync(token);
        await transaction.CommitAsync(token);
        var success = row.LastSuccessAt;
        await Shift(db, refresh.Id, days: 1, token);
        await db.Rows.Where(r => r.EngagementId == row.EngagementId).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.LastSuccessAt, success).SetProperty(r => r.PeriodTo, row.PeriodTo)
                .SetProperty(r => r.SortUpload, row.SortUpload).SetProperty(r => r.SortPeriod, row.SortPeriod), token);
    }

    private async Task InFirm(Guid firmId, Func<DataRefreshDb, Vault, Task> seed)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(firmId);
        await seed(scope.ServiceProvider.GetRequiredService<DataRefreshDb>(), scope.ServiceProvider.GetRequiredService<Vault>());
    }

    /// <summary>The schedule may have begun a round already, which another one does not wait for.</summary>
    private async Task UntilAllEnded(CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        var refreshes = scope.ServiceProvider.GetRequiredService<DataRefreshDb>().Refreshes.IgnoreQueryFilters([ModuleDb.FirmFilter]);
        while (await refreshes.AnyAsync(r => r.RunningFor != null && r.FailureCode == null, token))
        {
            await engine.RunAsync(token);
            await Task.Delay(TimeSpan.FromMilliseconds(200), token);
        }
    }

    private async Task Connect(DataRefreshDb db, Vault vault, Guid firmId, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var firm = await db.Firms.SingleAsync(token);
        var secret = configuration["Connectors:Codat:ApiKey"] is { Length: > 0 } own ? own : DefaultKey;
        db.ConnectorKeys.Add(new ConnectorKey
        {
            FirmId = firmId,
            Connector = CodatConnector.VendorCode,
            Sealed = vault.Seal(firmId, ConnectorKey.Purpose(CodatConnector.VendorCode), secret),
            Ending = secret[^4..],
            EnteredAt = now,
            EnteredBy = "Demo",
        });

        var rows = await db.Rows.Where(r => r.Connector != null).OrderBy(r => r.CustomerName).ThenBy(r => r.Title).ToListAsync(token);
        for (var i = 0; i < rows.Count; i++)
        {
            var isXero = rows[i].Connector == XeroConnector.VendorCode;
            if (i % 12 == 3 || (isXero && !consent.IsPossible))
                continue;

            var connection = Connection.For(firmId, rows[i].EngagementId, rows[i].Connector!);
            // The simulator knows its companies by number. One beyond them stays unknown, so that its refreshes fail.
            var number = !isXero && i % 24 == 11 ? 900_000 + i : NextCompany(isXero);
            var books = $"c0da7000-0000-4000-8000-{number:D12}";
            connection.Offer(books, new Uri("https://link.codat.example/"), now);
            if (isXero)
                db.ConnectionTokens.Add(await consent.Grant(connection, books, token));
            connection.Link(i % 12 == 7 ? firm.IntroducedAt.AddDays(-40) : now.AddDays(-20));
            if (i % 24 == 9)
                connection.Revoke();
            db.Connections.Add(connection);
            rows[i].Mirror(connection);
        }

        await db.SaveChangesAsync(token);
        await db.RewriteBlockers(db.Rows, token);
    }

    /// <summary>Every 25th is large: at Xero's pace it would take minutes.</summary>
    private int NextCompany(bool notLarge)
    {
        do
            company++;
        while (notLarge && company % 25 == 0);
        return company;
    }

    private async Task AcceptSome(DataRefreshDb db, Guid firmId, CancellationToken token)
    {
        var firm = await db.Firms.AsNoTracking().SingleAsync(token);
        var batch = new Batch
        {
            FirmId = firmId,
            StartedByName = "Demo",
            StartedAt = clock.GetUtcNow(),
            IdempotencyKey = "demo",
        };
        db.Batches.Add(batch);
        await db.SaveChangesAsync(token);

        var today = firm.DayOf(batch.StartedAt);
        var active = await RefreshStatus.Active.Among(db.Rows.Where(r => r.Connector != null && !r.Archived), db.Refreshes, today)
            .OrderBy(r => r.CustomerName).Select(r => r.EngagementId).ToListAsync(token);
        var chosen = active.Where((_, i) => i % 5 != 4).ToList();
        batch.Accepted = await db.Accept(db.Rows.Where(r => chosen.Contains(r.EngagementId)), batch, today, token);
        await db.SaveChangesAsync(token);
    }

    /// <summary>Four of five happened on an earlier day; the others are today's, so their daily cap is reached.</summary>
    private async Task DateBack(DataRefreshDb db, CancellationToken token)
    {
        var done = await db.Refreshes.Where(r => r.EndedAt != null).OrderBy(r => r.EngagementId).Select(r => r.Id).ToListAsync(token);
        for (var i = 0; i < done.Count; i++)
        {
            if (i % 5 == 0)
                continue;
            await Shift(db, done[i], days: 1 + (i * 7 % 60), token);
        }

        // One that a vendor asked to wait until tomorrow: it shows as running.
        var firm = await db.Firms.AsNoTracking().SingleAsync(token);
        var waiting = await RefreshStatus.Active.Among(db.Rows.Where(r => r.Connector != null), db.Refreshes, firm.DayOf(clock.GetUtcNow()))
            .Where(r => r.SnapshotId == null).OrderBy(r => r.CustomerName).Take(1).Select(r => r.EngagementId).ToListAsync(token);
        var batch = await db.Batches.SingleAsync(b => b.IdempotencyKey == "demo", token);
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        batch.Accepted += await db.Accept(db.Rows.Where(r => waiting.Contains(r.EngagementId)), batch, firm.DayOf(batch.StartedAt), token);
        foreach (var refresh in await db.Refreshes.Where(r => waiting.Contains(r.EngagementId)).ToListAsync(token))
            refresh.Wait("vendor-rate-limited", clock.GetUtcNow().AddHours(20));
        await db.SaveChangesAsync(token);
        await transaction.CommitAsync(token);
    }

    private static async Task Shift(DataRefreshDb db, Guid refreshId, int days, CancellationToken token)
    {
        var refresh = await db.Refreshes.AsNoTracking().SingleAsync(r => r.Id == refreshId, token);
        var day = refresh.AcceptedOn.AddDays(-days);
        var slot = refresh.SlotOn?.AddDays(-days);
        var started = refresh.StartedAt?.AddDays(-days);
        var ended = refresh.EndedAt?.AddDays(-days);
        var to = refresh.To?.AddDays(-days);
        await db.Refreshes.Where(r => r.Id == refreshId).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.AcceptedOn, day)
                .SetProperty(r => r.SlotOn, slot)
                .SetProperty(r => r.AcceptedAt, refresh.AcceptedAt.AddDays(-days))
                .SetProperty(r => r.StartedAt, started)
                .SetProperty(r => r.EndedAt, ended)
                .SetProperty(r => r.To, to),
            token);
        await db.Snapshots.Where(s => s.RefreshId == refreshId).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.TakenAt, ended ?? refresh.AcceptedAt).SetProperty(s => s.To, to ?? day), token);
        await db.Rows.Where(r => r.EngagementId == refresh.EngagementId && r.SnapshotId != null).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.LastSuccessAt, ended).SetProperty(r => r.LastAttemptAt, ended).SetProperty(r => r.PeriodTo, to)
                .SetProperty(r => r.SortUpload, ended).SetProperty(r => r.SortAttempt, ended).SetProperty(r => r.SortPeriod, r => to ?? r.SortPeriod), token);
        await db.Rows.Where(r => r.EngagementId == refresh.EngagementId && r.SnapshotId == null).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.LastAttemptAt, ended).SetProperty(r => r.SortAttempt, ended), token);
        await db.FailureEpisodes.Where(e => e.EngagementId == refresh.EngagementId).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.OpenedAt, ended ?? refresh.AcceptedAt).SetProperty(e => e.LastFailedAt, ended ?? refresh.AcceptedAt)
                .SetProperty(e => e.MailedAt, e => e.MailedAt == null ? null : ended), token);
    }
}
