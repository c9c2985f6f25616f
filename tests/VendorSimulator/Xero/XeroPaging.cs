using System.Globalization;

namespace VendorSimulator.Xero;

/// <summary>Pages of a list. Without a page number everything comes at once, but then without details.</summary>
internal static class XeroPaging
{
    private const int DefaultSize = 100;
    private const int LargestSize = 1_000;

    public static IResult Answer<T>(HttpRequest request, TimeProvider clock, string name, IReadOnlyList<T> items, Func<T, bool, object> shape)
    {
        if (request.Query["page"].ToString().Length == 0)
            return XeroJson.Answer(clock, name, items.Select(item => shape(item, false)));
        if (!TryNumber(request.Query["page"], 1, int.MaxValue, out var page) || !TryNumber(request.Query["pageSize"], DefaultSize, LargestSize, out var size))
            return XeroError.BadRequest("ValidationException", $"page is a number from 1, pageSize from 1 to {LargestSize}.");

        var pagination = new
        {
            page,
            pageSize = size,
            pageCount = (items.Count + size - 1) / size,
            itemCount = items.Count,
        };
        var skip = (int)Math.Min((page - 1L) * size, int.MaxValue);
        return XeroJson.Answer(clock, name, items.Skip(skip).Take(size).Select(item => shape(item, true)), pagination);
    }

    private static bool TryNumber(string? text, int standard, int largest, out int number)
    {
        number = standard;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= largest);
    }
}
