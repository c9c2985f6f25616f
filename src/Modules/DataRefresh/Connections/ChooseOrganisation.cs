using DataRefresh.Connectors;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Connections;

/// <summary>The contact granted access to several organisations, and says whose books this engagement is about.</summary>
internal static class ChooseOrganisation
{
    public sealed record Query(Guid EngagementId) : IRequest<Result<OrganisationChoices>>;

    public sealed record Command(Guid EngagementId, string? Organisation) : IRequest<Result>;

    public sealed class Reading(DataRefreshDb db, Current current, IEnumerable<IDoor> doors, IStringLocalizer<Text> words)
        : IRequestHandler<Query, Result<OrganisationChoices>>
    {
        public async Task<Result<OrganisationChoices>> Handle(Query query, CancellationToken token)
        {
            var row = await db.RowsOf(current.Person).SingleOrDefaultAsync(r => r.EngagementId == query.EngagementId, token);
            var connection = row is null ? null : await db.Connections.SingleOrDefaultAsync(c => c.EngagementId == query.EngagementId, token);
            if (connection is null)
                return Failure.NotFound;
            try
            {
                var choices = await doors.Of(connection.Connector).Choices(connection, token);
                return choices.Count == 0 ? Failure.NotFound : new OrganisationChoices(row!.EngagementId, row.CustomerName, row.Title, choices);
            }
            catch (ConnectorException trouble)
            {
                return new Failure(trouble.Code, StatusCodes.Status503ServiceUnavailable, words["Connection_VendorDown", $"{words[$"Reason_{trouble.Code}"]}."]);
            }
        }
    }

    public sealed class Handler(DataRefreshDb db, NoticeLinks links, IMediator mediator, IStringLocalizer<Text> words) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var offered = await mediator.Send(new Query(command.EngagementId), token);
            if (offered.Failed)
                return offered.Failure;
            if (offered.Value.Choices.FirstOrDefault(choice => choice.ExternalId == command.Organisation) is not { } chosen)
                return Failure.Invalid("organisation", words["Choose_Missing"]);

            var connection = await db.Connections.SingleAsync(c => c.EngagementId == command.EngagementId, token);
            connection.Choose(chosen.ExternalId);
            await db.SaveChangesAsync(token);
            await links.Notice(connection, token);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/portal/data-refresh/connections/{engagementId:guid}/organisation", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(engagementId), token)).ToResult(choices => new View<ChooseOrganisationPage>(new { Choices = choices }))).ForPortal();

            app.MapPost("/portal/data-refresh/connections/{engagementId:guid}/organisation", async (
                Guid engagementId, [FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var chosen = await mediator.Send(new Command(engagementId, body?.Organisation), token);
                if (chosen.Failed && chosen.Failure.Fields is not null && await mediator.Send(new Query(engagementId), token) is { Failed: false } again)
                    return (IResult)new View<ChooseOrganisationPage>(new { Choices = again.Value, chosen.Failure }, chosen.Failure.Status);
                if (chosen.Failed)
                    return chosen.Failure.ToProblem();
                toasts.Show(words["Connection_Made"]);
                return TypedResults.LocalRedirect($"/portal/data-refresh/connections/{engagementId}/fetch");
            }).ForPortal();
        }
    }

    public sealed record Body
    {
        public string? Organisation { get; init; }
    }
}

public sealed record OrganisationChoices(Guid EngagementId, string CustomerName, string Title, IReadOnlyList<LinkChoice> Choices);
