using System.Globalization;
using SharedKernel.Access;

namespace SharedKernel.Web;

/// <summary>
/// The four languages. A person's own setting wins, then the cookie of the language chooser, then the browser.
/// </summary>
public static class Languages
{
    public const string Cookie = "lang";

    // Formats are those of the countries that the product serves: plain "en" would write dates the American way.
    private static readonly Dictionary<string, (CultureInfo Words, CultureInfo Formats)> Known =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["en"] = (new("en"), new("en-GB")),
            ["fr"] = (new("fr"), new("fr-BE")),
            ["nl"] = (new("nl"), new("nl-BE")),
            ["pl"] = (new("pl"), new("pl-PL")),
        };

    /// <summary>Two-letter codes with each language's own name.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
        [("en", "English"), ("fr", "Français"), ("nl", "Nederlands"), ("pl", "Polski")];

    public static bool Has(string? language) => language is not null && Known.ContainsKey(language);

    /// <summary>The rest of this unit of work speaks this language (mails, background work); unknown ones mean English.</summary>
    public static void Enter(string? language)
    {
        var (words, formats) = Known[Has(language) ? language! : "en"];
        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (words, formats);
    }

    /// <summary>Speaks this language while <paramref name="speak"/> runs, and then the one before.</summary>
    public static T In<T>(string language, Func<T> speak)
    {
        var before = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        Enter(language);
        try { return speak(); }
        finally { (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = before; }
    }

    /// <summary>The language of a request as two letters.</summary>
    public static string Of(HttpContext context)
    {
        if (context.RequestServices.GetRequiredService<Current>().Someone is { } person && Has(person.Language))
            return person.Language;
        if (context.Request.Cookies[Cookie] is { } chosen && Has(chosen))
            return chosen;
        return context.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted => accepted.Value.Value?.Split('-')[0])
            .FirstOrDefault(Has) ?? "en";
    }

    internal static void Apply(HttpContext context) => Enter(Of(context));
}
