using DataRefresh.Connectors;
using DataRefresh.Dashboard;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Connections;

/// <summary>The contact asks to connect the accounting package: a place is made at the vendor, and the way there shown.</summary>
internal static class OfferConnection
{
    public sealed record Command(Guid EngagementId) : IRequest<Result>;

    public sealed class Handler(DataRefreshDb db, Current current, IEnumerable<IDoor> doors, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var row = await db.RowsOf(current.Person).SingleOrDefaultAsync(r => r.EngagementId == command.EngagementId, token);
            if (row is null)
                return Failure.NotFound;
            var now = clock.GetUtcNow();
            var connection = await db.Connections.SingleOrDefaultAsync(c => c.EngagementId == row.EngagementId, token);
            var door = doors.Of(row.Connector!);
            if (connection?.HasFreshOffer(now) == true && await door.GrantAt(connection, current.Person, token) is not null)
            {
                connection.Send(now);
                row.Mirror(connection);
                await db.SaveChangesAsync(token);
                return Result.Ok;
            }

            LinkOffer offer;
            try
            {
                offer = await door.Offer(row, current.Person, token);
            }
            catch (ConnectorException missing) when (missing.Trouble == Trouble.NotSetUp)
            {
                return Failure.Conflict(missing.Code, words[door.Key == DoorKey.OfFirm ? "Connection_FirmNotReady" : "Connection_OperatorNotReady"]);
            }
            catch (ConnectorException trouble)
            {
                var reason = words[$"Reason_{trouble.Code}"];
                return new Failure(trouble.Code, StatusCodes.Status503ServiceUnavailable, words["Connection_VendorDown", $"{reason}."]);
            }

            if (connection is null)
                db.Connections.Add(connection = Connection.For(row.FirmId, row.EngagementId, door.Connector));
            connection.Offer(offer.ExternalId, offer.GrantAt, now);
            row.Mirror(connection);
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            try
            {
                await db.SaveChangesAsync(token);
            }
            catch (DbUpdateException twice) when (twice is DbUpdateConcurrencyException || twice.IsDuplicateKey())
            {
                return Result.Ok;
            }

            await db.RewriteBlockers(db.Rows.Where(r => r.EngagementId == row.EngagementId), token);
            await transaction.CommitAsync(token);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/portal/data-refresh/connections/{engagementId:guid}", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
            {
                var offered = await mediator.Send(new Command(engagementId), token);
                return offered.Failed
                    ? (IResult)offered.Failure.ToProblem()
                    : TypedResults.LocalRedirect($"/portal/data-refresh/connections/{engagementId}");
            }).ForPortal();

            app.MapPost("/api/data-refresh/connections/{engagementId:guid}/offer", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(engagementId), token)).ToResult()).ForPortal();
        }
    }
}
