using DataRefresh.Firms;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>What pressing REFRESH DATA NOW would do with a selection: told before it is pressed.</summary>
internal static class SelectionSummary
{
    public sealed record Query(Selection Selection) : IRequest<Result<SelectionView>>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock) : IRequestHandler<Query, Result<SelectionView>>
    {
        public async Task<Result<SelectionView>> Handle(Query query, CancellationToken token)
        {
            var firm = await db.ThisFirm(token);
            var today = firm.DayOf(clock.GetUtcNow());
            var selected = query.Selection.Rows(db, current.Person, firm, today);
            if (selected.Failed)
                return selected.Failure;

            var counts = await selected.Value.Reasons(db.Refreshes, today)
                .GroupBy(l => l.Reason)
                .Select(g => new RefusedCount(g.Key, g.Count()))
                .ToListAsync(token);
            return new SelectionView(
                counts.Where(c => c.Reason == "").Sum(c => c.Count),
                [.. counts.Where(c => c.Reason != "").OrderBy(c => RefusalReason.RankOf(c.Reason))],
                firm.StartOf(today.AddDays(1)));
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            // A POST because a selection may name thousands of engagements; it changes nothing.
            app.MapPost("/admin/data-refresh/selection", async ([FromForm] SelectionForm? form, IMediator mediator, CancellationToken token) =>
            {
                var summary = await mediator.Send(new Query((form ?? new SelectionForm()).Selection()), token);
                return summary.Failed
                    ? (IResult)summary.Failure.ToProblem()
                    : new View<SelectionSummaryPanel>(new { Summary = summary.Value });
            }).For(Right.RefreshData);

            app.MapPost("/api/data-refresh/selection", async (SelectionBody body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(body.Selection()), token)).ToResult())
                .For(Right.RefreshData);
        }
    }
}

/// <param name="Eligible">How many would be refreshed.</param>
/// <param name="LeftOut">How many would not, by reason.</param>
/// <param name="NextDayAt">When the daily cap of today's refreshes ends.</param>
public sealed record SelectionView(int Eligible, IReadOnlyList<RefusedCount> LeftOut, DateTimeOffset NextDayAt);
