using System.Globalization;
using System.Text.Json.Serialization;

namespace VendorSimulator.Codat;

/// <summary>A page of results as Codat wraps it.</summary>
internal sealed record Page<T>(
    IReadOnlyList<T> Results,
    int PageNumber,
    int PageSize,
    int TotalResults,
    [property: JsonPropertyName("_links")] PageLinks Links);

/// <summary>Links to this page and its neighbours.</summary>
internal sealed record PageLinks(PageLink Self, PageLink Current, PageLink? Next, PageLink? Previous);

/// <summary>An address relative to the host.</summary>
internal sealed record PageLink(string Href);

/// <summary>Answers a list by pages, filtered and ordered as the request asks.</summary>
internal static class Paging
{
    private const int DefaultSize = 100;
    private const int LargestSize = 5_000;

    public static IResult Answer<TSource, TItem>(HttpContext context, IReadOnlyList<TSource> source, Func<TSource, TItem> map)
    {
        var request = context.Request;
        if (!TryNumber(request.Query["page"], 1, int.MaxValue, out var page))
            return CodatError.BadRequest("page must be a whole number from 1.");
        if (!TryNumber(request.Query["pageSize"], DefaultSize, LargestSize, out var size))
            return CodatError.BadRequest($"pageSize must be a whole number from 1 to {LargestSize}.");

        string? query = request.Query["query"], orderBy = request.Query["orderBy"];
        var skip = (int)Math.Min((page - 1L) * size, int.MaxValue);
        if (string.IsNullOrWhiteSpace(query) && string.IsNullOrWhiteSpace(orderBy))
            return Wrap(request, [.. source.Skip(skip).Take(size).Select(map)], source.Count, page, size);

        try
        {
            var items = ItemQuery.Apply(source.Select(map), query, orderBy);
            return Wrap(request, [.. items.Skip(skip).Take(size)], items.Count, page, size);
        }
        catch (MalformedQueryException malformed)
        {
            return CodatError.BadRequest($"Error parsing query - {malformed.Message}");
        }
    }

    private static IResult Wrap<T>(HttpRequest request, IReadOnlyList<T> results, int total, int page, int size)
    {
        // Codat keeps the filter in its links, so that following "next" continues the same question.
        var kept = string.Concat(request.Query
            .Where(pair => pair.Key is "query" or "orderBy" or "tags")
            .Select(pair => $"&{pair.Key}={Uri.EscapeDataString(pair.Value.ToString())}"));
        PageLink To(int number) => new($"{request.Path}?page={number}&pageSize={size}{kept}");
        var links = new PageLinks(
            new PageLink(request.Path),
            To(page),
            (long)page * size < total ? To(page + 1) : null,
            page > 1 ? To(page - 1) : null);
        return Results.Json(new Page<T>(results, page, size, total, links));
    }

    private static bool TryNumber(string? text, int standard, int largest, out int number)
    {
        number = standard;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= largest);
    }
}
