using DataRefresh.Reports;
using DataRefresh.Snapshots;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Ledgers;

/// <summary>The trial balance, by code, with what the shown accounts come to.</summary>
internal static class TrialBalanceReport
{
    /// <param name="Kind">One of <see cref="AccountKind"/>; any if empty.</param>
    /// <param name="Search">In code and name; case and accents do not matter.</param>
    public sealed record Query(Guid EngagementId, string? Kind, string? Search) : IRequest<Result<TrialBalanceView?>>;

    public sealed class Handler(Bookshelf shelf, IStringLocalizer<Text> words) : IRequestHandler<Query, Result<TrialBalanceView?>>
    {
        public async Task<Result<TrialBalanceView?>> Handle(Query query, CancellationToken token)
        {
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;
            if (opened.Value.Of(Report.TrialBalance) is not { } stored)
                return Result.From<TrialBalanceView?>(null);
            var kind = (AccountKind?)null;
            if (!string.IsNullOrWhiteSpace(query.Kind))
            {
                if (!Enum.TryParse<AccountKind>(query.Kind, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted))
                    return Failure.Invalid("kind", words["TrialBalance_KindUnknown"]) with { Message = words["TrialBalance_KindUnknown"] };
                kind = wanted;
            }

            var all = await opened.Value.Read<TrialBalanceRow>(DataSet.TrialBalance, token).ToListAsync(token);
            var searched = Folding.Fold(query.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var rows = all.FindAll(row => (kind is null || row.Kind == kind) && Finds(row, searched));
            return new TrialBalanceView(
                ReportFrameView.Of(opened.Value, Report.TrialBalance) with { From = all.Count == 0 ? stored.From : all[0].From, To = all.Count == 0 ? stored.To : all[0].To },
                new Page<TrialBalanceRow>(rows, null, rows.Count),
                rows.Sum(row => row.Opening),
                rows.Sum(row => row.Debit),
                rows.Sum(row => row.Credit),
                rows.Sum(row => row.Closing));
        }

        private static bool Finds(TrialBalanceRow row, string[] words)
        {
            var text = Folding.Fold(row.Code, row.Name);
            return words.All(word => text.Contains(word, StringComparison.Ordinal));
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/data-refresh/engagements/{engagementId:guid}/reports/trial-balance", async ([AsParameters] Query query, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(query, token)).ToPage(
                    view => new View<TrialBalancePage>(new { Balance = view }), query.EngagementId, Report.TrialBalance)).For(Right.DownloadReports);

            app.MapGet("/api/data-refresh/engagements/{engagementId:guid}/reports/trial-balance", async ([AsParameters] Query query, IMediator mediator, CancellationToken token) =>
                Found(await mediator.Send(query, token)).ToResult()).For(Right.DownloadReports);
        }

        private static Result<TrialBalanceView> Found(Result<TrialBalanceView?> answer) =>
            answer.Failed ? answer.Failure : answer.Value is { } view ? view : Failure.NotFound;
    }
}

/// <summary>The accounts that were asked for and their sums, debit positive.</summary>
/// <param name="Frame">With the days of the trial balance, which are mostly fewer than were read.</param>
public sealed record TrialBalanceView(ReportFrameView Frame, Page<TrialBalanceRow> Rows, decimal Opening, decimal Debit, decimal Credit, decimal Closing);
