using System.Diagnostics;

namespace DataRefresh;

/// <summary>
/// A labelled place at which a fault test may kill the process, as a power cut would. Armed only by the
/// environment variable DATA_REFRESH_KILL_AT.
/// </summary>
internal static class FailPoint
{
    private static readonly string? Armed = Environment.GetEnvironmentVariable("DATA_REFRESH_KILL_AT");

    public static void Here(string label)
    {
        if (label == Armed)
            Process.GetCurrentProcess().Kill();
    }
}
