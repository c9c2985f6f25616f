using System.Text.RegularExpressions;

namespace VendorSimulator.Faults;

/// <summary>What POST /control/faults takes.</summary>
/// <param name="Company">A company id, or "*" (the default) for every call.</param>
/// <param name="Path">A regular expression on the path, or null for every path.</param>
/// <param name="Kind">One of <see cref="FaultKinds.All"/>.</param>
/// <param name="RetryAfter">Sent as the Retry-After header as it stands.</param>
/// <param name="Times">How often it strikes; null is until it is deleted.</param>
/// <param name="DelayMs">How long "slow" waits; 5,000 by default.</param>
/// <param name="Megabytes">How much "huge" sends; 128 by default.</param>
internal sealed record FaultRequest(
    string? Company, string? Path, string Kind, string? RetryAfter, int? Times, int? DelayMs, int? Megabytes);

/// <summary>A fault that waits for calls it fits.</summary>
internal sealed class Fault(FaultRequest request, Regex? path)
{
    private int _struck;

    public Guid Id { get; } = Guid.NewGuid();

    public FaultRequest Request => request;

    public int Struck => Volatile.Read(ref _struck);

    public bool TryStrike(PathString requestPath, Guid? company)
    {
        if (request.Company is { } wanted and not "*" && !(Guid.TryParse(wanted, out var id) && id == company))
            return false;
        if (path is not null && !path.IsMatch(requestPath.Value ?? ""))
            return false;
        if (Interlocked.Increment(ref _struck) <= (request.Times ?? int.MaxValue))
            return true;

        Interlocked.Decrement(ref _struck);
        return false;
    }
}

/// <summary>The names of the faults.</summary>
internal static class FaultKinds
{
    public const string Timeout = "timeout";
    public const string Slow = "slow";
    public const string Garbage = "garbage";
    public const string Html = "html";
    public const string HalfBody = "half-body";
    public const string HalfPage = "half-page";
    public const string EndlessPages = "endless-pages";
    public const string Deep = "deep";
    public const string Huge = "huge";
    public const string Reset = "reset";

    public static readonly IReadOnlyList<string> All =
    [
        "401", "403", "404", "429", "500", "503", Timeout, Slow, Garbage, Html, HalfBody, HalfPage, EndlessPages, Deep, Huge, Reset,
    ];
}
