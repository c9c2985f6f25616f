using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using VendorSimulator.Companies;
using VendorSimulator.State;

namespace VendorSimulator.Xero;

/// <summary>The page on which a person lets the app read organisations, and the codes it hands out.</summary>
internal static class AuthorizeEndpoints
{
    public static void MapAuthorize(this RouteGroupBuilder xero)
    {
        xero.MapGet("/connect/authorize", (HttpContext context, XeroOrganisations organisations) =>
            Checked(context, request => Html(AuthorizePage.Ask(context.Request.QueryString.Value!, request, organisations.Offered, problem: null))));
        xero.MapPost("/connect/authorize", Decide).DisableAntiforgery();
    }

    private static async Task<IResult> Decide(HttpContext context, XeroOrganisations organisations, XeroGrants grants, AuthorizationCodes codes)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Checked(context, request =>
        {
            if (form["decision"] != "allow")
                return Results.Redirect(request.Back("error", "access_denied"));

            var chosen = form["organisation"].Select(id => Guid.TryParse(id, out var parsed) ? organisations.Find(parsed) : null).ToList();
            if (chosen.Count == 0 || chosen.Contains(null))
                return Html(
                    AuthorizePage.Ask(context.Request.QueryString.Value!, request, organisations.Offered, "Choose at least one organisation."),
                    StatusCodes.Status400BadRequest);

            var grant = grants.Consent(chosen.Select(company => company!.Id), request.Scopes, asBookkeeper: form["person"] == "bookkeeper");
            return Results.Redirect(request.Back("code", codes.Make(grant, request)));
        });
    }

    private static IResult Checked(HttpContext context, Func<AuthorizeRequest, IResult> answer)
    {
        var (request, danger, error) = AuthorizeRequest.Read(context.Request.Query);
        if (danger is not null)
            return Html(AuthorizePage.Refused(danger), StatusCodes.Status400BadRequest);
        return error is null ? answer(request!) : Results.Redirect(request!.Back("error", error));
    }

    private static IResult Html(string page, int statusCode = StatusCodes.Status200OK) =>
        Results.Text(page, "text/html; charset=utf-8", statusCode: statusCode);
}

/// <summary>Codes wait in memory: they live five minutes and work once.</summary>
internal sealed class AuthorizationCodes(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (XeroGrant Grant, AuthorizeRequest Request, DateTimeOffset Until)> _codes = [];

    public string Make(XeroGrant grant, AuthorizeRequest request)
    {
        var code = XeroTokenText.Random();
        _codes[XeroGrants.Digest(code)] = (grant, request, clock.GetUtcNow().AddMinutes(5));
        return code;
    }

    /// <summary>The consent behind a code. The code is spent whatever the rest of the request is worth.</summary>
    public XeroGrant? Spend(string code, string redirectUri, string verifier)
    {
        if (!_codes.TryRemove(XeroGrants.Digest(code), out var waiting) || waiting.Until <= clock.GetUtcNow())
            return null;

        var challenge = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return challenge == waiting.Request.Challenge && redirectUri == waiting.Request.RedirectUri ? waiting.Grant : null;
    }
}

/// <summary>Which of the simulator's companies keep their books in Xero.</summary>
internal sealed class XeroOrganisations(CompanyDirectory directory)
{
    private const int Shown = 8;

    /// <summary>The few that the consent page offers.</summary>
    public IReadOnlyList<CompanyView> Offered =>
        [.. directory.List("").Where(company => AccountingPackage.Find(company.Link?.PackageKey)?.Name == "Xero").Take(Shown)];

    /// <summary>Any company may be granted by its id, also one that the page does not show.</summary>
    public CompanyView? Find(Guid id) => directory.Find(id, client: null);
}
