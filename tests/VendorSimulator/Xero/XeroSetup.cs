using VendorSimulator.Control;
using VendorSimulator.Faults;

namespace VendorSimulator.Xero;

/// <summary>Everything under /xero.</summary>
internal static class XeroSetup
{
    public static IServiceCollection AddXero(this IServiceCollection services) => services
        .AddSingleton<XeroGrants>()
        .AddSingleton<XeroOrganisations>()
        .AddSingleton<AuthorizationCodes>()
        .AddSingleton<XeroBooks>();

    public static void UseXero(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/xero"),
        xero => xero
            .UseMiddleware<CallLogMiddleware>()
            .UseMiddleware<XeroAccessMiddleware>()
            .UseMiddleware<XeroLimitMiddleware>()
            .UseMiddleware<FaultMiddleware>()
            .UseMiddleware<XeroFailureMiddleware>());

    public static void MapXero(this WebApplication app)
    {
        var xero = app.MapGroup("/xero");
        xero.MapAuthorize();
        xero.MapTokens();
        xero.MapConnections();
        var accounting = xero.MapGroup("/api/api.xro/2.0");
        accounting.MapOrganisation();
        accounting.MapContacts();
        accounting.MapInvoices();
        accounting.MapJournals();
        accounting.MapReports();
        xero.MapFallback("{**rest}", XeroError.NotFound);
    }
}
