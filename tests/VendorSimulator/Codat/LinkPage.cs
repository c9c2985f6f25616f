using System.Net;
using VendorSimulator.Companies;

namespace VendorSimulator.Codat;

/// <summary>The HTML of the link page. It works without JavaScript; every name is encoded, hostile ones included.</summary>
internal static class LinkPage
{
    private const string Style = """
        body { margin: 0; background: #f3f5f8; color: #1c2733; font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 30rem; margin: 8vh auto; padding: 2rem; background: #fff; border: 1px solid #d8dee6; border-radius: .75rem; }
        h1 { margin: 0 0 .5rem; font-size: 1.4rem; }
        fieldset { margin: 1.5rem 0; padding: 0; border: 0; }
        legend { padding: 0; font-weight: 600; }
        .option { display: flex; gap: .75rem; align-items: center; margin-top: .5rem; padding: .75rem 1rem; border: 1px solid #c3ccd6; border-radius: .5rem; cursor: pointer; }
        .option:has(:checked) { border-color: #2952cc; background: #f0f4ff; }
        .problem { padding: .75rem 1rem; border-left: 4px solid #b3261e; background: #fdf0ef; }
        .buttons { display: flex; flex-wrap: wrap; gap: .75rem; }
        button { padding: .7rem 1.2rem; border: 1px solid #2952cc; border-radius: .5rem; background: #2952cc; color: #fff; font: inherit; cursor: pointer; }
        button.quiet { background: #fff; color: #2952cc; }
        button:focus-visible, input:focus-visible { outline: 3px solid #f2a900; outline-offset: 2px; }
        footer { margin-top: 1.5rem; color: #55616e; font-size: .875rem; }
        """;

    public static string Ask(CompanyView company, string? problem)
    {
        var packages = string.Concat(AccountingPackage.All.Select(package => $"""
              <label class="option"><input type="radio" name="package" value="{package.Key}"> {Encode(package.Name)}</label>

            """));
        var note = company.Description.Length == 0 ? "" : $"<p>{Encode(company.Description)}</p>";
        var alert = problem is null ? "" : $"""<p class="problem" role="alert">{Encode(problem)}</p>""";
        return Document("Connect your accounting package", $"""
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

    public static string Done(CompanyView company, bool linked) => Document(
        linked ? "Connected" : "Not connected",
        linked
            ? $"<h1>Connected</h1><p>{Encode(company.Name)} now shares its books. You can close this page.</p>"
            : $"<h1>Not connected</h1><p>{Encode(company.Name)} shares nothing. You can close this page.</p>");

    public static string Unknown() =>
        Document("Link not found", "<h1>Link not found</h1><p>This link is not valid any more. Ask your accountant for a new one.</p>");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Document(string title, string content) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        {content}
        <footer>Simulated vendor page for tests and demonstrations. No real accounting package is contacted.</footer>
        </main>
        </body>
        </html>
        """;
}
