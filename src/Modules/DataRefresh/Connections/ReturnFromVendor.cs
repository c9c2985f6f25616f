using DataRefresh.Connectors;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Connections;

/// <summary>Where a vendor sends the contact back to, with or without access granted.</summary>
internal static class ReturnFromVendor
{
    public sealed record Command(VendorReturn Returned) : IRequest<VendorReturned>;

    public sealed class Handler(
        DataRefreshDb db, Current current, IEnumerable<IDoor> doors, NoticeLinks links, TimeProvider clock, ILogger<NoticeLinks> log)
        : IRequestHandler<Command, VendorReturned>
    {
        public async Task<VendorReturned> Handle(Command command, CancellationToken token)
        {
            try
            {
                foreach (var door in doors)
                {
                    if (await door.Return(command.Returned, current.Person, token) is { } back)
                        return await TakeUp(back, token);
                }

                return new VendorReturned("Connection_Stale");
            }
            catch (ConnectorException trouble)
            {
                log.LogInformation("A contact came back in vain: {Trouble} {Code}.", trouble.Trouble, trouble.Code);
                return new VendorReturned(trouble.Code switch
                {
                    VendorFault.ConnectorKeyMissing => "Connection_FirmNotReady",
                    VendorFault.AppMissing or VendorFault.AppRefused => "Connection_OperatorNotReady",
                    _ => "Connection_NotReached",
                });
            }
        }

        private async Task<VendorReturned> TakeUp(LinkReturn back, CancellationToken token)
        {
            if (back is { Outcome: LinkOutcome.Stale } or { Connection: null })
                return new VendorReturned("Connection_Stale");
            // What the door has learned is kept before it is used.
            await db.SaveChangesAsync(token);
            if (back.Outcome == LinkOutcome.Choose)
                return new VendorReturned(null, $"/{back.Connection.EngagementId}/organisation");
            try
            {
                if (back.Outcome == LinkOutcome.Back && await links.Notice(back.Connection, token) == ConnectionState.Linked)
                    return new VendorReturned("Connection_Made", $"/{back.Connection.EngagementId}/fetch");
            }
            catch (ConnectorException trouble) when (trouble.Trouble != Trouble.NotSetUp)
            {
                log.LogInformation("The link of {Engagement} cannot be read yet: {Code}.", back.Connection.EngagementId, trouble.Code);
                return new VendorReturned("Connection_Awaited");
            }

            if (back.Outcome == LinkOutcome.Awaited)
                return new VendorReturned("Connection_Awaited");

            if (back.Connection.State == ConnectionState.Pending)
            {
                back.Connection.Leave(Connection.ConsentLeft, clock.GetUtcNow());
                (await db.Rows.SingleAsync(r => r.EngagementId == back.Connection.EngagementId, token)).Mirror(back.Connection);
            }

            await db.SaveChangesAsync(token);
            return new VendorReturned(null, $"/{back.Connection.EngagementId}/fetch");
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/portal/data-refresh/connections/return", async (
                string? companyId, string? code, string? state, string? error, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words,
                CancellationToken token) =>
            {
                var back = await mediator.Send(new Command(new VendorReturn(companyId, code, state, error)), token);
                if (back.Text is { } text)
                    toasts.Show(words[text], text == "Connection_Made" ? Tone.Success : Tone.Warning);
                return TypedResults.LocalRedirect($"/portal/data-refresh/connections{back.Next}");
            }).ForPortal();
    }
}

/// <param name="Text">Key of what the contact is told; null where the next page speaks for itself.</param>
/// <param name="Next">Below the list of connections.</param>
internal sealed record VendorReturned(string? Text, string? Next = null);
