using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Host.Gallery;

/// <summary>Every component in every state, for screenshots and accessibility checks. Development only.</summary>
public static class Components
{
    private const int All = 1_284;

    private static readonly string[] Names =
        ["Brouwerij De Koninck", "Café Zażółć", "Élan Conseil", "Garage Peeters", "Huisartsenpraktijk Noord", "Imprimerie Renard", "Kowalski i Synowie"];

    public sealed record Body
    {
        public string? Name { get; init; }

        public string? Email { get; init; }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            if (!app.ServiceProvider.GetRequiredService<IWebHostEnvironment>().IsDevelopment())
                return;
            var dev = app.MapGroup("/dev").ForAnyone();
            dev.MapGet("/components", (string? search, string? sort, string? after, TimeProvider time) => Gallery(search, sort, after, time));
            dev.MapPost("/components/form", ([FromForm] Body? body, Toasts toasts) => Save(body, toasts));
            dev.MapPost("/components/selected", (HttpRequest request, Toasts toasts) => Selected(request, toasts));
            dev.MapGet("/components/live", (HttpContext http, TimeProvider time) => Live(http, time.GetTimestamp(), time));
            dev.MapGet("/components/error/{status:int}", IResult (int status) => status == 500
                ? throw new InvalidOperationException("Asked for.")
                : new Failure(status == 409 ? "changed-meanwhile" : "shown-on-request", status).ToProblem());
        }
    }

    private static View<ComponentsPage> Gallery(
        string? search, string? sort, string? after, TimeProvider time, Body? body = null, Failure? failure = null)
    {
        var found = Names.Where(n => search is null || n.Contains(search, StringComparison.CurrentCultureIgnoreCase));
        found = sort == "-customer" ? found.OrderDescending() : found.Order();
        var rows = found.Select((name, i) => new SampleRow(
            new Guid(i + 1, 0, 0, new byte[8]), name, (Tone)(i % 5), i == 2 ? null : time.GetUtcNow().AddHours(-7 * i))).ToList();
        return new View<ComponentsPage>(
            new
            {
                Page = new Page<SampleRow>(rows, Cursor.Encode("Kowalski i Synowie", 7), rows.Count == Names.Length ? All : rows.Count)
                {
                    Previous = after is null ? null : Cursor.Encode("Brouwerij De Koninck", 1),
                },
                Body = body,
                Failure = failure,
            },
            failure?.Status ?? StatusCodes.Status200OK);
    }

    private static IResult Save(Body? body, Toasts toasts)
    {
        var wrong = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(body?.Name))
            wrong["name"] = ["Enter the customer's name."];
        if (body?.Email?.Contains('@', StringComparison.Ordinal) != true)
            wrong["email"] = ["This is not an e-mail address: name@example.com."];
        if (wrong.Count > 0)
            return Gallery(null, null, null, TimeProvider.System, body, Failure.Invalid(wrong));
        toasts.Show($"{body!.Name} was saved.");
        return TypedResults.LocalRedirect("/dev/components");
    }

    private static RedirectHttpResult Selected(HttpRequest request, Toasts toasts)
    {
        toasts.Show($"{(request.Form["all"] == "true" ? All : request.Form["ids"].Count)} selected for refresh.", Tone.Info);
        return TypedResults.LocalRedirect("/dev/components");
    }

    private static ServerSentEventsResult<string> Live(HttpContext http, long start, TimeProvider time) =>
        LiveView.Of<LiveSample>(http, (_, _) =>
        {
            var done = (int)Math.Min(10, time.GetElapsedTime(start).TotalSeconds * 3);
            return Task.FromResult<LiveState?>(new LiveState(new { Done = done }, done == 10));
        }, TimeSpan.FromMilliseconds(300));
}

public sealed record SampleRow(Guid Id, string Customer, Tone Tone, DateTimeOffset? Refreshed);
