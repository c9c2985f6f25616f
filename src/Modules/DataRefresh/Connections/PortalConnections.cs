using DataRefresh.Connectors;
using DataRefresh.Contracts;
using DataRefresh.Dashboard;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Connections;

/// <summary>Portal > Connections: the contact's engagements, and how each is connected.</summary>
internal static class PortalConnections
{
    public sealed record Query : IRequest<IReadOnlyList<PortalConnection>>;

    public sealed class Handler(DataRefreshDb db, Current current, IEnumerable<IConnector> connectors, IEnumerable<IDoor> doors) : IRequestHandler<Query, IReadOnlyList<PortalConnection>>
    {
        public async Task<IReadOnlyList<PortalConnection>> Handle(Query query, CancellationToken token)
        {
            var rows = await (
                from row in db.RowsOf(current.Person)
                join connection in db.Connections on row.EngagementId equals connection.EngagementId into made
                from connection in made.DefaultIfEmpty()
                orderby row.CustomerName, row.Title
                select new { row, connection, isGranted = db.ConnectionTokens.Any(t => t.EngagementId == row.EngagementId && t.RefusedAt == null) })
                .AsNoTracking()
                .ToListAsync(token);
            var shown = new List<PortalConnection>();
            foreach (var (row, connection, isGranted) in rows.Select(r => (r.row, r.connection, r.isGranted)))
            {
                shown.Add(new PortalConnection(
                    row.EngagementId,
                    row.Title,
                    row.CustomerName,
                    AccountingPackages.TitleOf(row.Package),
                    connectors.First(c => c.Code == row.Connector).Name,
                    row.Connection,
                    row.Blockers.HasFlag(Blockers.CredentialsOutdated),
                    row.LinkedAt,
                    row.LastSuccessAt,
                    row.Connection == ConnectionState.Pending
                        ? (await doors.Of(connection!.Connector).GrantAt(connection, current.Person, token))?.AbsoluteUri
                        : null,
                    row.Connection == ConnectionState.Pending && isGranted));
            }

            return shown;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/portal/data-refresh/connections", async (IMediator mediator, CancellationToken token) =>
                new View<PortalConnectionsPage>(new { Connections = await mediator.Send(new Query(), token) })).ForPortal();

            app.MapGet("/portal/data-refresh/connections/{engagementId:guid}", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
            {
                var connection = (await mediator.Send(new Query(), token)).FirstOrDefault(c => c.EngagementId == engagementId);
                return connection switch
                {
                    null => (IResult)Failure.NotFound.ToProblem(),
                    // The way was used or is too old: it is offered anew from the list.
                    { State: ConnectionState.Pending, GrantAt: null } => TypedResults.LocalRedirect("/portal/data-refresh/connections"),
                    _ => new View<GrantPage>(new { Connection = connection }),
                };
            }).ForPortal();

            app.MapGet("/api/data-refresh/connections", async (IMediator mediator, CancellationToken token) =>
                TypedResults.Ok(await mediator.Send(new Query(), token))).ForPortal();
        }
    }
}

/// <param name="Outdated">Credentials are older than the introduction of Data Refresh at the firm: connect again.</param>
/// <param name="GrantAt">At the vendor, while the contact has yet to grant access there.</param>
/// <param name="MustChoose">Access was granted, and it has yet to be said to which of several organisations.</param>
public sealed record PortalConnection(
    Guid EngagementId,
    string Title,
    string CustomerName,
    string PackageTitle,
    string ConnectorName,
    ConnectionState State,
    bool Outdated,
    DateTimeOffset? LinkedAt,
    DateTimeOffset? LastSuccessAt,
    string? GrantAt,
    bool MustChoose)
{
    public bool NeedsAction => State != ConnectionState.Linked || Outdated;
}

internal static class ContactSight
{
    /// <summary>The online engagements whose contact person this portal person is.</summary>
    public static IQueryable<EngagementRow> RowsOf(this DataRefreshDb db, Person contact) =>
        db.Rows.Where(r => !r.Archived && r.Connector != null && r.ContactId == contact.MembershipId);
}

/// <summary>Asks the contact for each connection that has to be made or renewed.</summary>
internal sealed class ConnectionTasks(IMediator mediator, IStringLocalizer<Text> words) : IPortalTasks
{
    public async Task<IReadOnlyList<PortalTask>> For(Person person, CancellationToken cancellationToken) =>
        [.. (await mediator.Send(new PortalConnections.Query(), cancellationToken)).Select(c => new PortalTask(
            words["Task_Connect", c.PackageTitle],
            words[c.NeedsAction ? "Task_ConnectText" : "Task_Connected", c.CustomerName],
            "/portal/data-refresh/connections",
            Done: !c.NeedsAction))];
}
