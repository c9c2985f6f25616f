using SharedKernel.Access;

namespace SharedKernel.Web;

/// <summary>Instants are UTC everywhere; people read them, and count days, in their firm's time zone.</summary>
public static class FirmTime
{
    /// <summary>The same instant on the clock of the person's firm; UTC for nobody.</summary>
    public static DateTimeOffset For(this DateTimeOffset instant, Person? person) =>
        person is not null && TimeZoneInfo.TryFindSystemTimeZoneById(person.TimeZone, out var zone)
            ? TimeZoneInfo.ConvertTime(instant, zone)
            : instant.ToUniversalTime();

    /// <summary>The firm's local date now.</summary>
    public static DateOnly Today(this TimeProvider time, Person? person) =>
        DateOnly.FromDateTime(time.GetUtcNow().For(person).DateTime);
}
