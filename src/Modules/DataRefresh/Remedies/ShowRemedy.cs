using DataRefresh.Dashboard;
using DataRefresh.Firms;
using DataRefresh.Refreshes;
using DataRefresh.Relationships;
using MediatR;
using Microsoft.Extensions.Configuration;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Remedies;

/// <summary>What stands between an engagement and fresh data: what happened, who must act, what to press, with the mail ready.</summary>
internal static class ShowRemedy
{
    public sealed record Query(Guid EngagementId) : IRequest<Result<RemedyView>>;

    public sealed class Handler(DataRefreshDb db, Current current, AdministratorLetter letter, IConfiguration configuration, TimeProvider clock)
        : IRequestHandler<Query, Result<RemedyView>>
    {
        public async Task<Result<RemedyView>> Handle(Query query, CancellationToken token)
        {
            var me = current.Person;
            var relation = await db.WithRunning(db.RowsFor(me).Where(r => r.EngagementId == query.EngagementId)).AsNoTracking().SingleOrDefaultAsync(token);
            if (relation is null)
                return Failure.NotFound;
            var row = relation.Row;
            var codes = Troubles.Of(relation);
            var administrator = codes.ForAdministrator();
            var letters = administrator is null || me.May(Right.ManageSettings) != Reach.None ? [] : await letter.ToAdministrators(row, administrator, me, token);
            return new RemedyView(
                row.EngagementId, row.Title, row.CustomerName, row.ContactName, row.LastAttemptAt,
                [.. codes.Select(c => new Trouble(c, WhatToDo.Who(c)))],
                await RefreshStatus.Active.Among(db.Rows.Where(r => r.EngagementId == row.EngagementId), db.Refreshes, (await db.ThisFirm(token)).DayOf(clock.GetUtcNow())).AnyAsync(token),
                row.LinkedAt is not null,
                letters,
                configuration["Operator:SupportEmail"]);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/data-refresh/engagements/{engagementId:guid}/remedy", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(engagementId), token)).ToResult(remedy => new View<ShowRemedyPage>(new { Remedy = remedy }))).For(Right.SeeCustomers);

            app.MapGet("/api/data-refresh/engagements/{engagementId:guid}/remedy", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(engagementId), token)).ToResult()).For(Right.SeeCustomers);
        }
    }
}

/// <param name="Code">Stable.</param>
/// <param name="Actor">Who must act.</param>
public sealed record Trouble(string Code, Actor Actor);

/// <param name="Troubles">The first is what to begin with; none: all is well.</param>
/// <param name="CanRefresh">Whether a refresh could be started now.</param>
/// <param name="WasConnected">Whether the contact ever granted access.</param>
/// <param name="Letters">Ready for the administrators, where one of them must act and the reader is none.</param>
/// <param name="SupportEmail">Of whoever runs this installation, if that was set.</param>
public sealed record RemedyView(
    Guid EngagementId,
    string Title,
    string CustomerName,
    string ContactName,
    DateTimeOffset? LastAttemptAt,
    IReadOnlyList<Trouble> Troubles,
    bool CanRefresh,
    bool WasConnected,
    IReadOnlyList<Letter> Letters,
    string? SupportEmail);
