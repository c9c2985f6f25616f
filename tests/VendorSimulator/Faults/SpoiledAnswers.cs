namespace VendorSimulator.Faults;

/// <summary>Real answers that do not arrive whole.</summary>
internal static class SpoiledAnswers
{
    private const int CutAfterMilliseconds = 100;

    /// <summary>The answer ends properly as HTTP, half way through its JSON.</summary>
    public static async Task HalfBodyAsync(HttpContext context, RequestDelegate next)
    {
        var body = await CaptureAsync(context, next);
        context.Response.ContentLength = null;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
    }

    /// <summary>The connection is cut half way through the promised length.</summary>
    public static async Task HalfPageAsync(HttpContext context, RequestDelegate next)
    {
        var body = await CaptureAsync(context, next);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        // Cut at once, the first half might be dropped with the connection before the caller reads any of it.
        await Task.Delay(CutAfterMilliseconds, context.RequestAborted);
        CutConnection.Now(context);
    }

    /// <summary>Runs the ordinary answer into memory; status and headers stay on the response.</summary>
    public static async Task<byte[]> CaptureAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var memory = new MemoryStream();
        context.Response.Body = memory;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Response.Body = wire;
        }

        return memory.ToArray();
    }
}
