using System.Text.Json.Serialization;
using DataRefresh.Dashboard;
using DataRefresh.Uploads;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>Every refresh of one engagement or one customer, the newest first: how long it took and why it failed.</summary>
internal static class RefreshHistory
{
    private const int Uploads = 5;

    public sealed record Query(Guid EngagementId, PageRequest Page) : IRequest<Result<HistoryView>>;

    public sealed class Handler(DataRefreshDb db, Current current) : IRequestHandler<Query, Result<HistoryView>>
    {
        public async Task<Result<HistoryView>> Handle(Query query, CancellationToken token)
        {
            var heading = await db.RowsFor(current.Person).Where(r => r.EngagementId == query.EngagementId)
                .Select(r => new HistoryHeading
                {
                    EngagementId = r.EngagementId,
                    Title = r.Title,
                    CustomerId = r.CustomerId,
                    CustomerName = r.CustomerName,
                    LastSuccessAt = r.LastSuccessAt,
                    LastAttemptAt = r.LastAttemptAt,
                    LastFailure = r.LastFailure,
                    FailingSince = db.FailureEpisodes.Where(e => e.OpenFor == r.EngagementId).Select(e => (DateTimeOffset?)e.OpenedAt).FirstOrDefault(),
                    Failures = db.FailureEpisodes.Where(e => e.OpenFor == r.EngagementId).Select(e => e.Failures).FirstOrDefault(),
                    MailedAt = db.FailureEpisodes.Where(e => e.OpenFor == r.EngagementId).Select(e => e.MailedAt).FirstOrDefault(),
                })
                .SingleOrDefaultAsync(token);
            if (heading is null)
                return Failure.NotFound;

            var page = await db.PastOf(db.Rows.Where(r => r.EngagementId == query.EngagementId), query.Page, token);
            if (page.Failed)
                return page.Failure;
            var uploads = await db.Uploads.Where(u => u.EngagementId == query.EngagementId && u.State == UploadState.Imported)
                .OrderByDescending(u => u.ReceivedAt).Take(Uploads).Select(UploadLine.Of).ToListAsync(token);
            return new HistoryView(heading, page.Value, uploads);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/data-refresh/engagements/{engagementId:guid}/history", async (
                Guid engagementId, string? after, string? before, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(engagementId, new PageRequest(after, before)), token))
                    .ToResult(history => new View<RefreshHistoryPage>(new { History = history }))).For(Right.SeeCustomers);

            app.MapGet("/api/data-refresh/engagements/{engagementId:guid}/refreshes", async (
                Guid engagementId, string? after, string? before, int? size, IMediator mediator, CancellationToken token) =>
            {
                var history = await mediator.Send(new Query(engagementId, new PageRequest(after, before, size)), token);
                return (history.Failed ? Result<Page<PastRefresh>>.Fail(history.Failure) : Result.From(history.Value.Page)).ToResult();
            }).For(Right.SeeCustomers);
        }
    }
}

/// <summary>What stands above the list: how the engagement is doing now.</summary>
public sealed record HistoryHeading
{
    public Guid EngagementId { get; init; }

    public string Title { get; init; } = "";

    public Guid CustomerId { get; init; }

    public string CustomerName { get; init; } = "";

    public DateTimeOffset? LastSuccessAt { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public string? LastFailure { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public int Failures { get; init; }

    /// <summary>When the owner was told of the failure episode that is open.</summary>
    public DateTimeOffset? MailedAt { get; init; }
}

/// <param name="Uploads">The newest files that brought data without a refresh.</param>
public sealed record HistoryView(HistoryHeading Heading, Page<PastRefresh> Page, IReadOnlyList<UploadLine> Uploads);

/// <summary>One refresh, under way or ended.</summary>
public sealed record PastRefresh
{
    public Guid RefreshId { get; init; }

    public Guid EngagementId { get; init; }

    public string Title { get; init; } = "";

    public string CustomerName { get; init; } = "";

    public Guid BatchId { get; init; }

    public string StartedBy { get; init; } = "";

    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When a host began; null while it waits for the first time.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public RefreshState State { get; init; }

    /// <summary>From acceptance until a host began, in seconds.</summary>
    public double? WaitedSeconds => ((StartedAt ?? EndedAt) - AcceptedAt)?.TotalSeconds;

    /// <summary>From the beginning to the end, pauses between tries included.</summary>
    public double? RanSeconds => (EndedAt - StartedAt)?.TotalSeconds;

    /// <summary>How often it was tried; waiting because a vendor asked for it is no try.</summary>
    public int Tries => StartedAt is null ? 0 : State == RefreshState.Queued || FailedTries == Refresh.MostAttempts ? FailedTries : FailedTries + 1;

    public int DataSetsDone { get; init; }

    public int DataSetsInAll { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Why it failed, or waits.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The state in which it failed.</summary>
    public RefreshState? FailedIn { get; init; }

    /// <summary>Who cancelled it.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>What it stored; null when it stored nothing.</summary>
    public Guid? SnapshotId { get; init; }

    /// <summary>Whether the engagement's reports are made from what this one stored.</summary>
    public bool HasCurrentReports { get; init; }

    [JsonIgnore]
    public int FailedTries { get; init; }

    [JsonIgnore]
    public bool CanBeCancelled => Cancelling.IsPossibleIn(State);
}

internal static class PastRefreshes
{
    /// <summary>One page of the refreshes of these engagements, the newest first.</summary>
    public static Task<Result<Page<PastRefresh>>> PastOf(this DataRefreshDb db, IQueryable<EngagementRow> rows, PageRequest page, CancellationToken token) =>
        db.Refreshes
            .Join(rows, r => r.EngagementId, row => row.EngagementId, (r, row) => new { r, row })
            .ToPage(
                x => x.r.AcceptedAt,
                x => x.r.Id,
                x => new PastRefresh
                {
                    RefreshId = x.r.Id,
                    EngagementId = x.r.EngagementId,
                    Title = x.row.Title,
                    CustomerName = x.row.CustomerName,
                    BatchId = x.r.BatchId,
                    StartedBy = db.Batches.Where(b => b.Id == x.r.BatchId).Select(b => b.StartedByName).FirstOrDefault() ?? "",
                    AcceptedAt = x.r.AcceptedAt,
                    StartedAt = x.r.StartedAt,
                    EndedAt = x.r.EndedAt,
                    State = x.r.State,
                    FailedTries = x.r.Attempts,
                    DataSetsDone = x.r.DataSetsDone,
                    DataSetsInAll = x.r.DataSetsInAll,
                    From = x.r.From,
                    To = x.r.To,
                    FailureCode = x.r.FailureCode,
                    FailedIn = x.r.FailedIn,
                    CancelledBy = x.r.CancelledByName,
                    SnapshotId = db.Snapshots.Where(s => s.RefreshId == x.r.Id).Select(s => (Guid?)s.Id).FirstOrDefault(),
                    HasCurrentReports = db.Snapshots.Any(s => s.RefreshId == x.r.Id && s.Id == x.row.SnapshotId),
                },
                descending: true,
                page,
                total: null,
                token);
}
