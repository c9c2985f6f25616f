using System.Net;
using VendorSimulator.Companies;

namespace VendorSimulator.Codat;

/// <summary>The HTML of the link page. It works without JavaScript; every name is encoded, hostile ones included.</summary>
internal static class LinkPage
{
    public static string Ask(CompanyView company, string? problem)
    {
        var packages = string.Concat(AccountingPackage.All.Select(package => $"""
              <label class="option"><input type="radio" name="package" value="{package.Key}"> {Encode(package.Name)}</label>

            """));
        var note = company.Description.Length == 0 ? "" : $"<p>{Encode(company.Description)}</p>";
        var alert = problem is null ? "" : $"""<p class="problem" role="alert">{Encode(problem)}</p>""";
        return VendorPage.Document("Connect your accounting package", $"""
            <h1>Connect your accounting package</h1>
            <p>Your accountant asks to read the books of <strong>{Encode(company.Name)}</strong>.</p>
            {note}{alert}
            <form method="post" action="/codat-link/{company.Id}">
              <fieldset>
              <legend>Which accounting package do you use?</legend>
            {packages}  </fieldset>
              <div class="buttons">
              <button type="submit" name="decision" value="allow">Allow access</button>
              <button type="submit" name="decision" value="leave" class="quiet">Leave without granting</button>
              </div>
            </form>
            """);
    }

    public static string Done(CompanyView company, bool linked) => VendorPage.Document(
        linked ? "Connected" : "Not connected",
        linked
            ? $"<h1>Connected</h1><p>{Encode(company.Name)} now shares its books. You can close this page.</p>"
            : $"<h1>Not connected</h1><p>{Encode(company.Name)} shares nothing. You can close this page.</p>");

    public static string Unknown() =>
        VendorPage.Document("Link not found", "<h1>Link not found</h1><p>This link is not valid any more. Ask your accountant for a new one.</p>");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
