namespace VendorSimulator;

/// <summary>The frame of every page that a person sees here.</summary>
internal static class VendorPage
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
        details { margin-bottom: 1.5rem; }
        footer { margin-top: 1.5rem; color: #55616e; font-size: .875rem; }
        """;

    public static string Document(string title, string content) => $"""
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
