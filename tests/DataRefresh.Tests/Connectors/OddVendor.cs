using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DataRefresh.Tests.Connectors;

/// <summary>A vendor whose whole API is one company's list of customers, answered in ways that the simulator does not know.</summary>
internal sealed class OddVendor : IAsyncDisposable
{
    private readonly WebApplication app;
    private int inFlight;

    private OddVendor(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{CodatSimulator.FreePort()}");
        app = builder.Build();
        app.Run(async context =>
        {
            Calls++;
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref inFlight));
            context.Response.ContentType = "application/json; charset=utf-8";
            try
            {
                await answer(context);
            }
            catch (OperationCanceledException)
            {
                // The caller gave up.
            }
            finally
            {
                Interlocked.Decrement(ref inFlight);
            }
        });
    }

    public Uri Api => new(app.Urls.Single());

    public int Calls { get; private set; }

    public int MostAtOnce { get; private set; }

    public static async Task<OddVendor> Start(RequestDelegate answer)
    {
        var vendor = new OddVendor(answer);
        await vendor.app.StartAsync();
        return vendor;
    }

    public static Task<OddVendor> Start(string body, Action<HttpResponse>? shape = null) => Start(async context =>
    {
        shape?.Invoke(context.Response);
        await context.Response.WriteAsync(body);
    });

    public static string Page(int first, int count, int total, int? next)
    {
        var records = Enumerable.Range(first, count)
            .Select(id => $$"""{"id":"c{{id}}","customerName":"Customer {{id}}","unknown":[{"a":[1,2,{"b":null} ]}]}""");
        var further = next is null ? "" : $$""","next":{"href":"/list?page={{next}}&pageSize=500"} """;
        return $$"""{"pageNumber":1,"results":[{{string.Join(", ", records)}}],"totalResults":{{total}},"_links":{"self":{"href":"x"} {{further}} } }""";
    }

    /// <summary>Megabytes of spaces inside a page, compressed a thousand to one.</summary>
    public static byte[] Bomb(int megabytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write("{\"results\":["u8);
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var written = 0; written < megabytes; written++)
                gzip.Write(spaces);
            gzip.Write("]}"u8);
        }

        return memory.ToArray();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
