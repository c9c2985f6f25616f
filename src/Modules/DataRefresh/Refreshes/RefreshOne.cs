using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>Refresh of one engagement from its row's menu, confirmed where the person stands.</summary>
internal static class RefreshOne
{
    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapPost("/admin/data-refresh/engagements/{engagementId:guid}/refresh", async (
                Guid engagementId, [FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var answer = await mediator.Send(new TriggerRefreshes.Command(new Selection([engagementId], null), body?.Key), token);
                if (answer.Failed)
                    return (IResult)answer.Failure.ToProblem();

                if (answer.Value.Accepted == 1)
                    toasts.Show(words["Refresh_Started"]);
                else
                    toasts.Show(words["Refresh_NotStarted", words[$"Reason_{answer.Value.Refused[0].Reason}"]], Tone.Warning);
                return TypedResults.LocalRedirect(ReturnTo(body?.Return));
            }).For(Right.RefreshData);

        private static string ReturnTo(string? address) =>
            address?.StartsWith("/admin/data-refresh", StringComparison.Ordinal) == true ? address : "/admin/data-refresh";
    }

    public sealed record Body
    {
        /// <summary>Made with the page, so that a double click is one click.</summary>
        public string? Key { get; init; }

        /// <summary>The dashboard's address with its filters.</summary>
        public string? Return { get; init; }
    }
}
