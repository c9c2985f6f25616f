using DataRefresh.Dashboard;
using DataRefresh.Firms;
using DataRefresh.Relationships;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Remedies;

/// <summary>Sends the mail that the remedy shows to the administrators, at most once in a while.</summary>
internal static class MailAdministrators
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public sealed record Command(Guid EngagementId) : IRequest<Result>;

    public sealed class Handler(DataRefreshDb db, Current current, AdministratorLetter letter, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var relation = await db.WithRunning(db.RowsFor(current.Person, Right.RefreshData).Where(r => r.EngagementId == command.EngagementId))
                .AsNoTracking().SingleOrDefaultAsync(token);
            if (relation is null)
                return Failure.NotFound;
            var row = relation.Row;
            if (Troubles.Of(relation).ForAdministrator() is not { } code)
                return Failure.Conflict("nothing-to-ask", words["Remedy_NothingToAsk"]);
            var letters = await letter.ToAdministrators(row, code, current.Person, token);
            if (letters.Count == 0)
                return Failure.Conflict("no-administrator", words["Remedy_NoAdministrator"]);

            var now = clock.GetUtcNow();
            var since = now - Pause;
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var first = await db.Rows.Where(r => r.EngagementId == row.EngagementId && (r.HandedOnAt == null || r.HandedOnAt < since))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.HandedOnAt, now), token);
            if (first == 0)
                return Failure.Conflict("just-mailed", words["Remedy_JustMailed"]);
            foreach (var mail in letters)
                db.Send(mail);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/admin/data-refresh/engagements/{engagementId:guid}/remedy/mail", async (
                Guid engagementId, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var mailed = await mediator.Send(new Command(engagementId), token);
                if (mailed.Failed && mailed.Failure.Message is null)
                    return (IResult)mailed.Failure.ToProblem();
                if (mailed.Failed)
                    toasts.Show(mailed.Failure.Message!, Tone.Warning);
                else
                    toasts.Show(words["Remedy_Mailed"]);
                return TypedResults.LocalRedirect($"/admin/data-refresh/engagements/{engagementId}/remedy");
            }).For(Right.RefreshData);

            app.MapPost("/api/data-refresh/engagements/{engagementId:guid}/remedy/mail", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(engagementId), token)).ToResult()).For(Right.RefreshData);
        }
    }
}
