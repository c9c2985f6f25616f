namespace Identity.Firms;

/// <summary>The time zones to choose from: IANA's, by region and city.</summary>
internal static class TimeZones
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)
            .Where(id => id == "UTC" || id.Split('/') is ["Africa" or "America" or "Antarctica" or "Asia" or "Atlantic" or "Australia" or "Europe" or "Indian" or "Pacific", ..])
            .Order(StringComparer.Ordinal),
    ];

    public static bool Has(string? id) => id is not null && All.Contains(id);
}
