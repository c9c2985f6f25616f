using DataRefresh.Connectors;
using DataRefresh.Dashboard;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Connections;

/// <summary>Settings > Connectors: the firm's key for each vendor. A key is shown to nobody once it is entered.</summary>
internal static class ConnectorKeys
{
    public sealed record Query : IRequest<IReadOnlyList<ConnectorView>>;

    public sealed record Command(string Connector, string? Key) : IRequest<Result>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> words) =>
            RuleFor(c => c.Key).NotEmpty().WithMessage(_ => words["Key_Missing"]).MaximumLength(500).WithMessage(_ => words["Key_TooLong"]);
    }

    public sealed class Reading(DataRefreshDb db, IEnumerable<IConnector> connectors, IEnumerable<IDoor> doors) : IRequestHandler<Query, IReadOnlyList<ConnectorView>>
    {
        public async Task<IReadOnlyList<ConnectorView>> Handle(Query query, CancellationToken token)
        {
            var keys = await db.ConnectorKeys.AsNoTracking().ToDictionaryAsync(k => k.Connector, token);
            return [.. connectors.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => keys.TryGetValue(c.Code, out var key)
                ? new ConnectorView(c.Code, c.Name, OperatorReady: null, key.Ending, key.EnteredAt, key.EnteredBy, key.RefusedAt)
                : new ConnectorView(c.Code, c.Name, IsReady(doors.Of(c.Code)), null, null, null, null))];
        }

        private static bool? IsReady(IDoor door) => door.Key == DoorKey.OfFirm ? null : door.Key == DoorKey.OfOperator;
    }

    public sealed class Handler(
        DataRefreshDb db, Current current, IEnumerable<IConnector> connectors, Vault vault, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var connector = connectors.SingleOrDefault(c => c.Code == command.Connector);
            if (connector is not IFirmKeys keys)
                return Failure.NotFound;

            var secret = command.Key!.Trim();
            try
            {
                await keys.CheckKey(secret, token);
            }
            catch (ConnectorException refused) when (refused.Trouble == Trouble.KeyRefused)
            {
                return Failure.Invalid("key", words["Key_Refused", connector.Name]);
            }
            catch (ConnectorException trouble)
            {
                return new Failure(trouble.Code, StatusCodes.Status503ServiceUnavailable, words["Key_NotChecked", connector.Name]);
            }

            await Keep(connector.Code, secret, current.Person.Name, current.FirmId, token);
            return Result.Ok;
        }

        private async Task Keep(string connector, string secret, string enteredBy, Guid firmId, CancellationToken token)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var key = await db.ConnectorKeys.SingleOrDefaultAsync(k => k.Connector == connector, token);
            if (key is null)
                db.ConnectorKeys.Add(key = new ConnectorKey { FirmId = firmId, Connector = connector });
            key.Sealed = vault.Seal(firmId, ConnectorKey.Purpose(connector), secret);
            key.Ending = secret.Length >= 12 ? secret[^4..] : "";
            (key.EnteredAt, key.EnteredBy, key.RefusedAt) = (clock.GetUtcNow(), enteredBy, null);
            await db.SaveChangesAsync(token);
            await db.RewriteBlockers(db.Rows.Where(r => r.Connector == connector), token);
            await transaction.CommitAsync(token);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/settings/connectors", async (IMediator mediator, CancellationToken token) =>
                new View<ConnectorKeysPage>(new { Connectors = await mediator.Send(new Query(), token) })).For(Right.ManageSettings);

            app.MapPost("/settings/connectors/{connector}", async (
                string connector, [FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var entered = await mediator.Send(new Command(connector, body?.Key), token);
                if (entered.Failed && entered.Failure == Failure.NotFound)
                    return (IResult)entered.Failure.ToProblem();
                if (entered.Failed)
                {
                    return new View<ConnectorKeysPage>(
                        new { Connectors = await mediator.Send(new Query(), token), entered.Failure, Failed = connector }, entered.Failure.Status);
                }

                toasts.Show(words["Key_Kept"]);
                return TypedResults.LocalRedirect("/settings/connectors");
            }).For(Right.ManageSettings);

            app.MapGet("/api/data-refresh/connectors", async (IMediator mediator, CancellationToken token) =>
                TypedResults.Ok(await mediator.Send(new Query(), token))).For(Right.ManageSettings);

            app.MapPut("/api/data-refresh/connectors/{connector}/key", async (string connector, Body body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(connector, body.Key), token)).ToResult()).For(Right.ManageSettings);
        }
    }

    public sealed record Body
    {
        public string? Key { get; init; }
    }
}

/// <param name="OperatorReady">Whether the operator has registered this installation; null where each firm has a key of its own.</param>
/// <param name="Ending">The key's last four characters; null when none was entered.</param>
/// <param name="RefusedAt">When the vendor refused it; null while it works.</param>
public sealed record ConnectorView(
    string Code, string Name, bool? OperatorReady, string? Ending, DateTimeOffset? EnteredAt, string? EnteredBy, DateTimeOffset? RefusedAt);
