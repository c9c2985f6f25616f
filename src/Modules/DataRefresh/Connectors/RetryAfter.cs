using System.Net.Http.Headers;

namespace DataRefresh.Connectors;

/// <summary>Reads how long a vendor asks to be left alone.</summary>
internal static class RetryAfter
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>
    /// Seconds or an HTTP date (RFC 9110 §10.2.3), brought between one second and a day. Absent, negative or unreadable is
    /// <paramref name="unstated"/>: the vendor gave no usable time, and guessing low would call too early.
    /// </summary>
    public static TimeSpan Read(HttpResponseHeaders headers, TimeSpan unstated, DateTimeOffset now)
    {
        var wait = headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => Rounded(date - now),
            _ => Absurd(headers) ? Longest : unstated,
        };
        return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, Shortest.Ticks, Longest.Ticks));
    }

    // An HTTP date has whole seconds and the server's clock is not ours: rounding up is what avoids the early call.
    private static TimeSpan Rounded(TimeSpan wait) => TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds) + 1);

    // More seconds than an int holds fail to parse as a header, yet clearly mean "very long".
    private static bool Absurd(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("Retry-After", out var raw)
        && raw.ToString().Trim() is { Length: > 0 } text
        && text.All(char.IsAsciiDigit);
}
