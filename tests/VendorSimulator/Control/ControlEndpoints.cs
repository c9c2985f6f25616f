using System.Net;
using VendorSimulator.Books;
using VendorSimulator.Companies;
using VendorSimulator.State;
using VendorSimulator.Xero;

namespace VendorSimulator.Control;

/// <summary>What tests and demonstrations steer the simulator with. Served to this machine only.</summary>
internal static class ControlEndpoints
{
    internal sealed record LinkRequest(LinkState State, string? Package);

    internal sealed record PostRequest(DateOnly? Date, string? Description, string? Debit, string? Credit, decimal? Amount);

    public static void MapControl(this IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/control").AddEndpointFilter(LoopbackOnly);
        control.MapGet("/health", (SimulatorOptions options, StateStore store) =>
            Results.Json(new { status = "ok", companies = options.Companies, anchor = store.Anchor, pid = Environment.ProcessId }));
        control.MapGet("/companies/{companyId:guid}/books", GetBooks);
        control.MapPost("/companies/{companyId:guid}/link", SetLink);
        control.MapPost("/companies/{companyId:guid}/post", Post);
        control.MapGet("/calls", (string? company, CallLog log) => Results.Json(log.Of(company)));
        control.MapDelete("/calls", (CallLog log) =>
        {
            log.Clear();
            return Results.NoContent();
        });
        control.MapGet("/concurrency", (ConcurrencyMeter meter) => Results.Json(meter.Highest()));
        control.MapDelete("/concurrency", (ConcurrencyMeter meter) =>
        {
            meter.Reset();
            return Results.NoContent();
        });
        control.MapPost("/companies/{companyId:guid}/advance", (Guid companyId, CompanyDirectory directory) =>
            directory.Advance(companyId) ? Results.Json(new { directory.Find(companyId, client: null)!.Revision }) : Results.NotFound());
        control.MapFaults();
        control.MapXeroControl();
    }

    private static async ValueTask<object?> LoopbackOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? await next(context)
            : Results.NotFound();

    private static IResult GetBooks(
        Guid companyId, DateOnly? from, DateOnly? to, int? revision, string? basis, CompanyDirectory directory)
    {
        if (directory.Find(companyId, client: null) is not { } company)
            return Results.NotFound();
        if (revision is { } asked && (asked < 0 || asked > company.Revision))
            return Problem($"The books have revisions 0 to {company.Revision}.");

        var books = directory.Books(company, revision ?? company.Revision);
        return Results.Json(TrialBalance.Of(books, from ?? books.Start, to ?? books.LastDate, yearBasis: basis == "year"));
    }

    private static IResult SetLink(Guid companyId, LinkRequest request, CompanyDirectory directory)
    {
        if (request.Package is { } name && AccountingPackage.Find(name) is null)
            return Problem($"'{name}' is not one of {string.Join(", ", AccountingPackage.All.Select(package => package.Name))}.");

        return directory.SetLink(companyId, request.State, AccountingPackage.Find(request.Package))
            ? Results.Json(directory.Find(companyId, client: null)!.Link)
            : Results.NotFound();
    }

    private static IResult Post(Guid companyId, PostRequest request, CompanyDirectory directory, TimeProvider clock)
    {
        var debit = request.Debit ?? ChartOfAccounts.Codes.Office;
        var credit = request.Credit ?? ChartOfAccounts.Codes.Bank;
        var chart = new ChartOfAccounts(companyId);
        if (chart.Find(debit) is null || chart.Find(credit) is null)
            return Problem("debit and credit are codes of the chart of accounts, such as 6300 and 1400.");
        if (debit is ChartOfAccounts.Codes.Receivable or ChartOfAccounts.Codes.Payable
            || credit is ChartOfAccounts.Codes.Receivable or ChartOfAccounts.Codes.Payable)
            return Problem("Control accounts take invoices and bills only, or ageing would no longer equal them.");

        var cents = decimal.Round((request.Amount ?? 123.45m) * 100);
        if (cents is 0 or > 1_000_000_000_000 or < -1_000_000_000_000)
            return Problem("amount is an amount of money other than zero.");

        var posting = directory.Post(companyId, (fromRevision, at) => new ManualPosting(
            fromRevision,
            request.Date ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime),
            request.Description ?? "Posted by hand",
            debit,
            credit,
            (long)cents,
            at));
        return posting is null ? Results.NotFound() : Results.Json(posting);
    }

    private static IResult Problem(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
