using DataRefresh.Connections;
using DataRefresh.Contracts;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>The contact fetches the data, and sees it arrive: after having granted access, or by a button.</summary>
internal static class FetchProgress
{
    /// <summary>A vendor's calls are counted, and nobody's books change within this.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public sealed record Query(Guid EngagementId) : IRequest<Result<FetchView>>;

    public sealed record Command(Guid EngagementId) : IRequest<Result>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Query, Result<FetchView>>, IRequestHandler<Command, Result>
    {
        public async Task<Result<FetchView>> Handle(Query query, CancellationToken token)
        {
            var found = await (
                from mine in db.RowsOf(current.Person)
                where mine.EngagementId == query.EngagementId
                join run in db.Refreshes on mine.EngagementId equals run.RunningFor into running
                from run in running.DefaultIfEmpty()
                select new { Row = mine, Refresh = run }).AsNoTracking().SingleOrDefaultAsync(token);
            if (found is null)
                return Failure.NotFound;
            var (row, refresh) = (found.Row, found.Refresh);
            var failed = row.LastFailure is not null && row.LastAttemptAt > row.LinkedAt;
            var stage = refresh is { State: RefreshState.Queued, FailureCode: not null } ? FetchStage.Waiting
                : refresh is not null ? FetchStage.Reading
                : row.Connection != ConnectionState.Linked ? FetchStage.NotConnected
                : row.FetchOwedTo is not null ? row.BlockerBits == 0 ? FetchStage.Reading : FetchStage.Blocked
                : failed ? FetchStage.Failed
                : FetchStage.Stored;
            return new FetchView(
                row.EngagementId, row.Title, AccountingPackages.TitleOf(row.Package), stage,
                refresh?.DataSetsDone ?? 0, refresh?.DataSetsInAll ?? 0, row.LastSuccessAt,
                stage switch
                {
                    FetchStage.Failed => row.LastFailure,
                    FetchStage.Waiting => refresh!.FailureCode,
                    FetchStage.NotConnected => row.LeftCode,
                    FetchStage.Blocked => RefusalReason.AllOf(row.Blockers).First(),
                    _ => null,
                },
                stage == FetchStage.Waiting ? refresh!.DueAt : null);
        }

        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var now = clock.GetUtcNow();
            var row = await db.RowsOf(current.Person).SingleOrDefaultAsync(r => r.EngagementId == command.EngagementId, token);
            if (row is null)
                return Failure.NotFound;
            if (row.LastSuccessAt > now - Pause)
                return Failure.Conflict("just-fetched", words["Fetch_JustNow"]);
            // What runs already is what would be owed.
            if (await db.Refreshes.AnyAsync(r => r.RunningFor == row.EngagementId, token))
                return Result.Ok;
            row.OweFetch(current.Person.Name);
            await db.SaveChangesAsync(token);
            await db.FetchOwed(row.EngagementId, now, token);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/portal/data-refresh/connections/{engagementId:guid}/fetch", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(engagementId), token)).ToResult(fetch => new View<FetchProgressPage>(new { Fetch = fetch }))).ForPortal();

            app.MapGet("/portal/data-refresh/connections/{engagementId:guid}/fetch/live", (Guid engagementId, HttpContext http) =>
                LiveView.Of<FetchProgressPanel>(http, async (services, token) =>
                {
                    var fetch = await services.GetRequiredService<IMediator>().Send(new Query(engagementId), token);
                    return fetch.Failed ? null : new LiveState(new { Fetch = fetch.Value }, fetch.Value.Finished);
                })).ForPortal();

            app.MapPost("/portal/data-refresh/connections/{engagementId:guid}/fetch", async (Guid engagementId, IMediator mediator, Toasts toasts, CancellationToken token) =>
            {
                var begun = await mediator.Send(new Command(engagementId), token);
                if (begun.Failed && begun.Failure.Message is null)
                    return (IResult)begun.Failure.ToProblem();
                if (begun.Failed)
                    toasts.Show(begun.Failure.Message!, Tone.Info);
                return TypedResults.LocalRedirect($"/portal/data-refresh/connections/{engagementId}/fetch");
            }).ForPortal();

            app.MapGet("/api/data-refresh/connections/{engagementId:guid}/fetch", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(engagementId), token)).ToResult()).ForPortal();

            app.MapPost("/api/data-refresh/connections/{engagementId:guid}/fetch", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(engagementId), token)).ToResult()).ForPortal();
        }
    }
}

public enum FetchStage
{
    NotConnected,

    /// <summary>Connected; something that the contact or the firm has yet to do keeps the data from being read.</summary>
    Blocked,
    Reading,

    /// <summary>The vendor asked for a pause, or a try failed and another follows.</summary>
    Waiting,
    Failed,
    Stored,
}

/// <summary>How far a customer's own fetch has come.</summary>
/// <param name="Code">Why it is not read, or failed.</param>
/// <param name="Again">When the next try begins.</param>
public sealed record FetchView(
    Guid EngagementId, string Title, string PackageTitle, FetchStage Stage, int DataSetsDone, int DataSetsInAll,
    DateTimeOffset? StoredAt, string? Code, DateTimeOffset? Again)
{
    /// <summary>Nothing will change by itself within the next minutes.</summary>
    public bool Finished => Stage is not (FetchStage.Reading or FetchStage.Waiting);
}
