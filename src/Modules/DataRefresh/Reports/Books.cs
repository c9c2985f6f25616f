using System.Text.Json;
using DataRefresh.Connectors;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;
using Engagements.Contracts;
using SharedKernel.Access;
using SharedKernel.Results;

namespace DataRefresh.Reports;

/// <summary>
/// What is stored of one engagement's books: of each data set the newest that a refresh could store or a file brought, so that a report
/// whose data could not be read the last time keeps what it had.
/// </summary>
internal sealed class Books(SnapshotReader reader, Guid firmId, EngagementRowName engagement, IReadOnlyDictionary<DataSet, StoredSet> sets)
{
    public Guid EngagementId => engagement.EngagementId;

    public string Title => engagement.Title;

    public string CustomerName => engagement.CustomerName;

    /// <summary>Whether there is a connector: the dashboard and the history of refreshes know no other engagements.</summary>
    public bool Online => engagement.Online;

    /// <summary>The newest stored set; null where there never was one.</summary>
    public StoredSet? Of(DataSet set) => sets.GetValueOrDefault(set);

    public StoredSet? Of(Report report) => Of(report.Set());

    /// <summary>Streams the rows of a set; none where there never was one.</summary>
    /// <exception cref="BlobDamagedException">As <see cref="SnapshotReader.Read"/>.</exception>
    public IAsyncEnumerable<TRow> Read<TRow>(DataSet set, CancellationToken token)
        where TRow : class =>
        Of(set) is { } stored ? reader.Read<TRow>(firmId, stored.Part, token) : AsyncEnumerable.Empty<TRow>();

    /// <summary>Streams the general ledger, past the blocks that need not be read. See <see cref="LedgerReader"/>.</summary>
    public IAsyncEnumerable<LedgerPiece> ReadLedger(Func<LedgerBlock, BlockUse> use, LineSieve? sieve, CancellationToken token) =>
        Of(DataSet.Ledger) is { } stored ? reader.ReadLedger(firmId, stored.Part, use, sieve, token) : AsyncEnumerable.Empty<LedgerPiece>();

    /// <summary>What did not tie out and says something about this report.</summary>
    public IReadOnlyList<TieOutWarning> Marks(Report report) => Of(report) is { } stored ? [.. stored.Marks.Where(mark => mark.Concerns(report))] : [];
}

/// <summary>Which engagement it is.</summary>
internal sealed record EngagementRowName(Guid EngagementId, string Title, string CustomerName, bool Online);

/// <summary>One stored data set, and the snapshot that it is part of.</summary>
/// <param name="From">First day that was read.</param>
/// <param name="Warnings">The snapshot's tie-out marks, as JSON.</param>
internal sealed record StoredSet(SnapshotPart Part, DateTimeOffset TakenAt, DateOnly From, DateOnly To, string? Warnings)
{
    public IReadOnlyList<TieOutWarning> Marks =>
        Warnings is null ? [] : JsonSerializer.Deserialize<List<TieOutWarning>>(Warnings, JsonSerializerOptions.Web) ?? [];
}

/// <summary>Opens the books of an engagement for whoever may have its reports.</summary>
internal sealed class Bookshelf(DataRefreshDb db, Current current, IEngagementAccess access, SnapshotReader reader)
{
    /// <summary>Fails with "not found" for whoever may not see the engagement, and where there is none.</summary>
    public async Task<Result<Books>> Open(Guid engagementId, CancellationToken token)
    {
        // The owner is asked, not our copy: a right that was just taken away hands out nothing.
        var person = current.Person;
        var seesAll = person.May(Right.DownloadReports) == Reach.All;
        if (!await access.SeenByStaff(person.FirmId, person.MembershipId, seesAll, engagementId, token))
            return Failure.NotFound;
        var engagement = await db.Rows.Where(row => row.EngagementId == engagementId)
            .Select(row => new EngagementRowName(row.EngagementId, row.Title, row.CustomerName, row.Connector != null))
            .SingleOrDefaultAsync(token);
        if (engagement is null)
            return Failure.NotFound;

        var newest = await (
            from snapshot in db.Snapshots
            join part in db.SnapshotParts on snapshot.Id equals part.SnapshotId
            where snapshot.EngagementId == engagementId && part.State == DataSetState.Stored
            group new { snapshot, part } by part.DataSet into sets
            select sets.OrderByDescending(set => set.snapshot.TakenAt).First())
            .AsNoTracking()
            .ToListAsync(token);
        return new Books(reader, person.FirmId, engagement, newest.ToDictionary(
            set => set.part.DataSet,
            set => new StoredSet(
                new SnapshotPart(set.part.DataSet, set.part.State, set.part.Hash, set.part.Rows, set.part.Bytes),
                set.snapshot.TakenAt, set.snapshot.From, set.snapshot.To, set.snapshot.Warnings)));
    }
}
