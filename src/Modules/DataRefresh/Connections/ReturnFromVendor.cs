using DataRefresh.Connectors;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Connections;

/// <summary>Where the vendor's link page sends the contact, with or without access granted.</summary>
internal static class ReturnFromVendor
{
    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/portal/data-refresh/connections/return", async (
                string? companyId, DataRefreshDb db, Current current, NoticeLinks links, Toasts toasts, IStringLocalizer<Text> words,
                ILogger<NoticeLinks> log, CancellationToken token) =>
            {
                var connection = await db.Connections
                    .Where(c => db.RowsOf(current.Person).Any(r => r.EngagementId == c.EngagementId))
                    .SingleOrDefaultAsync(c => c.ExternalId == companyId, token);
                var state = ConnectionState.None;
                try
                {
                    if (connection is not null)
                        state = await links.Notice(connection, token);
                }
                catch (ConnectorException trouble)
                {
                    log.LogInformation("The link of {Company} could not be read yet: {Code}.", companyId, trouble.Code);
                }

                if (state == ConnectionState.Linked)
                    toasts.Show(words["Connection_Made"]);
                else
                    toasts.Show(words["Connection_NotMade"], Tone.Warning);
                return TypedResults.LocalRedirect("/portal/data-refresh/connections");
            }).ForPortal();
    }
}
