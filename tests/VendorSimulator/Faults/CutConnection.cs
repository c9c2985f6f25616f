using Microsoft.AspNetCore.Connections.Features;

namespace VendorSimulator.Faults;

/// <summary>Marks a call whose connection was cut, because the server learns of its own cut only later.</summary>
internal sealed class CutConnection
{
    public static void Now(HttpContext context)
    {
        context.Features.Set(new CutConnection());
        context.Abort();
    }

    /// <summary>Closes the socket without lingering, which the caller sees as a connection reset.</summary>
    public static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>() is { } connection)
            connection.Socket.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);
        Now(context);
    }

    public static bool Happened(HttpContext context) =>
        context.RequestAborted.IsCancellationRequested || context.Features.Get<CutConnection>() is not null;
}
