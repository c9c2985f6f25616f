using System.Net;
using VendorSimulator.Companies;

namespace VendorSimulator.Xero;

/// <summary>The HTML of the consent page. It works without JavaScript, and ticking several organisations grants them all.</summary>
internal static class AuthorizePage
{
    public static string Ask(string query, AuthorizeRequest request, IReadOnlyList<CompanyView> organisations, string? problem)
    {
        var choices = string.Concat(organisations.Select(company => $"""
              <label class="option"><input type="checkbox" name="organisation" value="{company.Id}"> {Encode(company.Name)}</label>

            """));
        var alert = problem is null ? "" : $"""<p class="problem" role="alert">{Encode(problem)}</p>""";
        var scopes = string.Concat(request.Scopes.Select(scope => $"<li><code>{Encode(scope)}</code></li>"));
        return VendorPage.Document("Allow access to Xero", $"""
            <h1>{XeroApp.Name} wants access to your organisations</h1>
            {alert}
            <form method="post" action="/xero/connect/authorize{Encode(query)}">
              <fieldset>
              <legend>You are signed in as</legend>
              <label class="option"><input type="radio" name="person" value="owner" checked> the owner (a new person each time)</label>
              <label class="option"><input type="radio" name="person" value="bookkeeper"> the bookkeeper (the same person each time, who keeps earlier connections)</label>
              </fieldset>
              <fieldset>
              <legend>Organisations to connect</legend>
            {choices}  </fieldset>
              <details><summary>What is asked for</summary><ul>{scopes}</ul></details>
              <div class="buttons">
              <button type="submit" name="decision" value="allow">Allow access</button>
              <button type="submit" name="decision" value="cancel" class="quiet">Cancel</button>
              </div>
            </form>
            """);
    }

    public static string Refused(string reason) =>
        VendorPage.Document("Not possible", $"<h1>This request is not possible</h1><p>{Encode(reason)}</p>");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
