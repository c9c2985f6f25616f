using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace SharedKernel.Web;

/// <summary>The address that is being rendered, for components that link to a variation of it.</summary>
public sealed class Here(IHttpContextAccessor accessor)
{
    private static readonly HashSet<string> NotFilters =
        new(StringComparer.OrdinalIgnoreCase) { "sort", "after", "before", "size", "tab" };

    private HttpRequest? Request => accessor.HttpContext?.Request;

    public string Path => Request?.Path.Value ?? "/";

    public string PathAndQuery => Request is null ? "/" : Request.Path + Request.QueryString.Value;

    public string? this[string key] => Request?.Query[key] is { Count: > 0 } value ? value.ToString() : null;

    /// <summary>The query's filled-in filters: everything but sorting and paging.</summary>
    public IEnumerable<KeyValuePair<string, StringValues>> Filters =>
        Request?.Query.Where(q => !NotFilters.Contains(q.Key) && !StringValues.IsNullOrEmpty(q.Value)) ?? [];

    /// <summary>This address with one value set (or taken out), back on the first page.</summary>
    public string With(string key, string? value)
    {
        var query = new QueryBuilder(
            (Request?.Query ?? QueryCollection.Empty).Where(q => q.Key != key && q.Key is not ("after" or "before")));
        if (!string.IsNullOrEmpty(value))
            query.Add(key, value);
        return Path + query;
    }

    /// <summary>Whether this address is the given one or below it.</summary>
    public bool IsUnder(string href) =>
        href == "/" ? Path == "/" : Path.StartsWith(href, StringComparison.OrdinalIgnoreCase)
            && (Path.Length == href.Length || Path[href.Length] == '/');
}
