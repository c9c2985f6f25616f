using DataRefresh.Reports;
using DataRefresh.Snapshots;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Ui;
using SharedKernel.Web;

namespace DataRefresh.Statements;

/// <summary>A profit and loss or balance sheet by months, quarters or financial years, or compared with the year before.</summary>
internal static class ShowStatement
{
    /// <param name="By">A name of <see cref="StatementBy"/>; the comparison if nothing is asked for.</param>
    public sealed record Query(Guid EngagementId, Report Report, string? By) : IRequest<Result<StatementView?>>;

    public sealed class Handler(Bookshelf shelf, IStringLocalizer<Text> words) : IRequestHandler<Query, Result<StatementView?>>
    {
        public async Task<Result<StatementView?>> Handle(Query query, CancellationToken token)
        {
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;
            if (!Enum.TryParse<StatementBy>(query.By ?? nameof(StatementBy.Comparison), ignoreCase: true, out var by) || !Enum.IsDefined(by))
                return Failure.Invalid("by", words["Statement_ByUnknown"]) with { Message = words["Statement_ByUnknown"] };

            var books = opened.Value;
            if (books.Of(query.Report) is not { } stored)
                return Result.From<StatementView?>(null);

            var statement = Statement.Of(await books.Read<StatementRow>(query.Report.Set(), token).ToListAsync(token));
            var years = new FinancialYears(await books.Read<OrganisationRow>(DataSet.Organisation, token).FirstOrDefaultAsync(token));
            return new StatementView(
                ReportFrameView.Of(books, query.Report),
                StatementFigures.Of(statement, by, years, stored.To),
                StatementTrend.Of(statement, stored.To, words));
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            Page(app, "/admin/data-refresh/engagements/{engagementId:guid}/reports/profit-and-loss", Report.ProfitAndLoss);
            Page(app, "/admin/data-refresh/engagements/{engagementId:guid}/reports/balance-sheet", Report.BalanceSheet);
            Json(app, "/api/data-refresh/engagements/{engagementId:guid}/reports/profit-and-loss", Report.ProfitAndLoss);
            Json(app, "/api/data-refresh/engagements/{engagementId:guid}/reports/balance-sheet", Report.BalanceSheet);
        }

        private static void Page(IEndpointRouteBuilder app, string address, Report report) =>
            app.MapGet(address, async (Guid engagementId, string? by, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(engagementId, report, by), token))
                    .ToPage(view => new View<StatementPage>(new { Statement = view }), engagementId, report))
                .For(Right.DownloadReports);

        private static void Json(IEndpointRouteBuilder app, string address, Report report) =>
            app.MapGet(address, async (Guid engagementId, string? by, IMediator mediator, CancellationToken token) =>
                Figures(await mediator.Send(new Query(engagementId, report, by), token)).ToResult())
                .For(Right.DownloadReports);

        private static Result<StatementFigures> Figures(Result<StatementView?> answer) =>
            answer.Failed ? answer.Failure : answer.Value is { } view ? view.Figures : Failure.NotFound;
    }
}

/// <param name="Trend">Null where there is not one whole month.</param>
public sealed record StatementView(ReportFrameView Frame, StatementFigures Figures, TrendView? Trend);
