using System.Globalization;
using System.Text.Json.Nodes;

namespace VendorSimulator.Faults;

/// <summary>
/// Makes every page full and always names a next one. Items get ids of their own, so a reader that drops
/// duplicates is not saved by that.
/// </summary>
internal static class EndlessPages
{
    private const int Endless = 1_000_000_000;

    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var page = int.TryParse(context.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        var query = context.Request.Query.ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        query["page"] = "1";
        context.Request.QueryString = QueryString.Create(query);

        var body = await SpoiledAnswers.CaptureAsync(context, next);
        context.Response.ContentLength = null;
        if (context.Response.StatusCode != StatusCodes.Status200OK || JsonNode.Parse(body) is not JsonObject answer
            || answer["results"] is not JsonArray { Count: > 0 } results)
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
            return;
        }

        Fill(answer, results, page, context.Request.Path);
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private static void Fill(JsonObject answer, JsonArray results, int page, string path)
    {
        var size = answer["pageSize"]!.GetValue<int>();
        var real = results.Count;
        for (var index = real; index < size; index++)
            results.Add(results[index % real]!.DeepClone());
        for (var index = 0; index < results.Count; index++)
            results[index]!["id"] = $"endless-{page}-{index}";

        answer["pageNumber"] = page;
        answer["totalResults"] = Endless;
        answer["_links"] = new JsonObject
        {
            ["self"] = new JsonObject { ["href"] = path },
            ["current"] = new JsonObject { ["href"] = $"{path}?page={page}&pageSize={size}" },
            ["next"] = new JsonObject { ["href"] = $"{path}?page={page + 1}&pageSize={size}" },
        };
    }
}
