using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using SharedKernel.Access;

namespace SharedKernel.Web;

/// <summary>What to show of long work now.</summary>
/// <param name="Parameters">The component's parameters as an anonymous object.</param>
/// <param name="Done">Nothing more will come.</param>
public sealed record LiveState(object Parameters, bool Done);

/// <summary>
/// Long work shown live over server-sent events: the present state at once, then each change, then the closing event
/// <c>done</c>. In markup: <c>hx-sse:connect="/…/live" hx-sse:close="done"</c>.
/// </summary>
public static class LiveView
{
    // The stream then ends without "done" and htmx connects again, so that a right taken away is noticed.
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(1);

    /// <param name="state">Asked at every tick in a fresh scope; null when there is nothing to see (any more).</param>
    public static ServerSentEventsResult<string> Of<TComponent>(
        HttpContext context,
        Func<IServiceProvider, CancellationToken, Task<LiveState?>> state,
        TimeSpan? every = null)
        where TComponent : IComponent =>
        TypedResults.ServerSentEvents(Watch<TComponent>(context, state, every ?? TimeSpan.FromSeconds(1)));

    private static async IAsyncEnumerable<SseItem<string>> Watch<TComponent>(
        HttpContext context,
        Func<IServiceProvider, CancellationToken, Task<LiveState?>> state,
        TimeSpan every)
        where TComponent : IComponent
    {
        // An open stream would hold the host's shutdown for its whole grace period.
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var until = TimeProvider.System.GetTimestamp();
        string? last = null;
        while (!ended.IsCancellationRequested && TimeProvider.System.GetElapsedTime(until) < LongestStream)
        {
            var (html, done) = await Render<TComponent>(context, state, ended.Token);
            if (html is not null && html != last)
                yield return new SseItem<string>(last = html);
            if (done)
            {
                yield return new SseItem<string>("", "done");
                yield break;
            }

            await Task.Delay(every, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<(string? Html, bool Done)> Render<TComponent>(
        HttpContext context,
        Func<IServiceProvider, CancellationToken, Task<LiveState?>> state,
        CancellationToken cancellationToken)
        where TComponent : IComponent
    {
        try
        {
            await using var scope = context.RequestServices.CreateAsyncScope();
            if (context.RequestServices.GetRequiredService<Current>().Someone is { } person)
                scope.ServiceProvider.GetRequiredService<Current>().Enter(person);
            if (await state(scope.ServiceProvider, cancellationToken) is not { } now)
                return (null, true);
            var renderer = scope.ServiceProvider.GetRequiredService<HtmlRenderer>();
            var parameters = ParameterView.FromDictionary(
                new RouteValueDictionary(now.Parameters).ToDictionary(p => p.Key, p => p.Value));
            var html = await renderer.Dispatcher.InvokeAsync(
                async () => (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString());
            return (html, now.Done);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (null, false);
        }
    }
}
