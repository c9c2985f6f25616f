using VendorSimulator.Companies;
using VendorSimulator.State;

namespace VendorSimulator.Codat;

/// <summary>The page on which a person grants access to a company's accounting package.</summary>
internal static class LinkEndpoints
{
    public static void MapLink(this IEndpointRouteBuilder app)
    {
        app.MapGet("/codat-link/{companyId:guid}", (Guid companyId, CompanyDirectory directory) =>
            directory.Find(companyId, client: null) is { } company
                ? Html(LinkPage.Ask(company, problem: null))
                : Html(LinkPage.Unknown(), StatusCodes.Status404NotFound));
        app.MapPost("/codat-link/{companyId:guid}", Decide).DisableAntiforgery();
    }

    private static async Task<IResult> Decide(HttpContext context, Guid companyId, CompanyDirectory directory, SimulatorOptions options)
    {
        if (directory.Find(companyId, client: null) is not { } company)
            return Html(LinkPage.Unknown(), StatusCodes.Status404NotFound);

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var package = AccountingPackage.Find(form["package"]);
        var allows = form["decision"] == "allow";
        if (allows && package is null)
            return Html(LinkPage.Ask(company, "Choose the accounting package first."), StatusCodes.Status400BadRequest);

        if (allows)
            directory.SetLink(companyId, LinkState.Linked, package);
        else if (company.Link is null && package is not null)
            directory.SetLink(companyId, LinkState.PendingAuth, package);

        var statusCode = allows ? "200" : "403";
        return options.ReturnUrl is null
            ? Html(LinkPage.Done(company, allows))
            : Results.Redirect(options.ReturnUrl
                .Replace("{companyId}", companyId.ToString(), StringComparison.Ordinal)
                .Replace("{statusCode}", statusCode, StringComparison.Ordinal));
    }

    private static IResult Html(string page, int statusCode = StatusCodes.Status200OK) =>
        Results.Text(page, "text/html; charset=utf-8", statusCode: statusCode);
}
