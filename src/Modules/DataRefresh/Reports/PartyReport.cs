using DataRefresh.Snapshots;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Reports;

/// <summary>The customers or suppliers in the books.</summary>
internal static class PartyReport
{
    public sealed record Query(Guid EngagementId, Report Report, string? Search, string? Sort, PageRequest Page) : IRequest<Result<PartyReportView?>>;

    public sealed class Handler(Bookshelf shelf) : IRequestHandler<Query, Result<PartyReportView?>>
    {
        public async Task<Result<PartyReportView?>> Handle(Query query, CancellationToken token)
        {
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;
            if (opened.Value.Of(query.Report) is null)
                return Result.From<PartyReportView?>(null);

            var words = Folding.Fold(query.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var parties = opened.Value.Read<PartyRow>(query.Report.Set(), token).Where(party => IsFound(party, words));
            var (sort, falling) = query.Sort is ['-', .. var name] ? (name, true) : (query.Sort, false);
            var page = sort switch
            {
                "city" => await parties.ToPage(party => Folding.Fold(party.City), party => party.Id, falling, query.Page, token),
                "country" => await parties.ToPage(party => Folding.Fold(party.Country), party => party.Id, falling, query.Page, token),
                _ => await parties.ToPage(party => Folding.Fold(party.Name), party => party.Id, falling, query.Page, token),
            };
            return page.Failed ? page.Failure : new PartyReportView(ReportFrameView.Of(opened.Value, query.Report), page.Value);
        }

        private static bool IsFound(PartyRow party, string[] words)
        {
            if (words.Length == 0)
                return true;
            var text = Folding.Fold(party.Name, party.ContactName, party.Email, party.RegistrationNumber, party.TaxNumber, party.City);
            return words.All(word => text.Contains(word, StringComparison.Ordinal));
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            foreach (var report in new[] { Report.Customers, Report.Suppliers })
            {
                app.MapGet($"/admin/data-refresh/engagements/{{engagementId:guid}}/reports/{report.Slug()}", async (
                    Guid engagementId, string? search, string? sort, string? after, string? before, IMediator mediator, CancellationToken token) =>
                {
                    var parties = await mediator.Send(new Query(engagementId, report, search, sort, new PageRequest(after, before)), token);
                    return parties.ToPage(view => new View<PartyReportPage>(new { Report = view }), engagementId, report);
                }).For(Right.DownloadReports);
            }
        }
    }
}

public sealed record PartyReportView(ReportFrameView Frame, Page<PartyRow> Parties);
