using System.Text;

namespace VendorSimulator.Faults;

/// <summary>Answers that have nothing to do with the question.</summary>
internal static class FaultBodies
{
    private const int Depth = 100_000;

    public static async Task GarbageAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        var bytes = new byte[4096];
        // Always the same bytes, so that a failing test fails again.
        for (var index = 0; index < bytes.Length; index++)
            bytes[index] = (byte)((index * 167) + 13);
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    public static Task HtmlAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            "<!doctype html><title>Maintenance</title><h1>We will be back shortly</h1><script>document.title='x'</script>",
            context.RequestAborted);
    }

    public static async Task DeepAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var nested = string.Concat(Enumerable.Repeat("[", Depth)) + string.Concat(Enumerable.Repeat("]", Depth));
        await context.Response.WriteAsync($"{{\"results\":{nested},\"pageNumber\":1,\"pageSize\":100,\"totalResults\":1}}", context.RequestAborted);
    }

    public static async Task HugeAsync(HttpContext context, int megabytes)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var chunk = Encoding.UTF8.GetBytes($"{{\"id\":\"x\",\"description\":\"{new string('y', 65_000)}\"}},");
        var body = context.Response.Body;
        await body.WriteAsync("{\"pageNumber\":1,\"pageSize\":100,\"totalResults\":100,\"results\":["u8.ToArray(), context.RequestAborted);
        for (long sent = 0; sent < megabytes * 1024L * 1024L; sent += chunk.Length)
            await body.WriteAsync(chunk, context.RequestAborted);
        await body.WriteAsync("{\"id\":\"last\"}]}"u8.ToArray(), context.RequestAborted);
    }
}
