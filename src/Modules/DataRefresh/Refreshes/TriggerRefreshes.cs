using DataRefresh.Dashboard;
using DataRefresh.Firms;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>REFRESH DATA NOW: accepts what is eligible of a selection, and says what is left out and why.</summary>
internal static class TriggerRefreshes
{
    private const int MostTries = 5;

    /// <param name="IdempotencyKey">The same key with the same selection is the same click.</param>
    public sealed record Command(Selection Selection, string? IdempotencyKey) : IRequest<Result<BatchAnswer>>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock, IStringLocalizer<Text> words) : IRequestHandler<Command, Result<BatchAnswer>>
    {
        public async Task<Result<BatchAnswer>> Handle(Command command, CancellationToken token)
        {
            if (command.Selection.EngagementIds is { Count: > Selection.MostIds })
                return Failure.Invalid("engagementIds", words["Batch_TooMany", Selection.MostIds]);
            if (command.IdempotencyKey is { Length: > Batch.LongestKey })
                return Failure.Invalid("idempotencyKey", words["Batch_KeyTooLong", Batch.LongestKey]);

            for (var tries = 1; ; tries++)
            {
                try
                {
                    return await Accept(command, token);
                }
                catch (Exception duplicate) when (tries < MostTries && IsRace(duplicate))
                {
                    // Somebody else was first with the same key, or on SQL Server with the same engagement: look again.
                    db.ChangeTracker.Clear();
                }
            }
        }

        private static bool IsRace(Exception trouble) =>
            trouble is DbUpdateException update ? update.IsDuplicateKey() : trouble is System.Data.Common.DbException direct && direct.IsDuplicateKey();

        private async Task<Result<BatchAnswer>> Accept(Command command, CancellationToken token)
        {
            var person = current.Person;
            var key = command.IdempotencyKey ?? $"{Guid.CreateVersion7():N}";
            var hash = command.Selection.Hash();
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var earlier = await db.Batches.SingleOrDefaultAsync(b => b.StartedBy == person.MembershipId && b.IdempotencyKey == key, token);
            if (earlier is not null)
            {
                return earlier.RequestHash == hash
                    ? await BatchAnswer.Read(db, earlier, token)
                    : new Failure("idempotency-key-reused", StatusCodes.Status422UnprocessableEntity, words["Batch_KeyReused"]);
            }

            var now = clock.GetUtcNow();
            var firm = await db.ThisFirm(token);
            var today = firm.DayOf(now);
            var selected = command.Selection.Rows(db, person, firm, today);
            if (selected.Failed)
                return selected.Failure;

            var batch = new Batch
            {
                FirmId = person.FirmId,
                StartedBy = person.MembershipId,
                StartedByName = person.Name,
                StartedAt = now,
                IdempotencyKey = key,
                RequestHash = hash,
            };
            db.Batches.Add(batch);
            await db.SaveChangesAsync(token);

            batch.Accepted = await db.Accept(selected.Value, batch, today, token);
            await db.Refuse(selected.Value, batch, today, token);
            await RefuseUnseen(command.Selection, selected.Value, batch, token);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            FailPoint.Here("accepted");
            return await BatchAnswer.Read(db, batch, token);
        }

        private async Task RefuseUnseen(Selection selection, IQueryable<EngagementRow> selected, Batch batch, CancellationToken token)
        {
            if (selection.EngagementIds is not { } asked)
                return;
            var seen = await selected.Select(r => r.EngagementId).ToHashSetAsync(token);
            foreach (var id in asked.Distinct().Where(id => !seen.Contains(id)))
                db.Refusals.Add(new Refusal { BatchId = batch.Id, EngagementId = id, FirmId = batch.FirmId, Reason = RefusalReason.NotFound });
        }
    }

    internal sealed class Routes : ICarterModule
    {
        private const string Dashboard = "/admin/data-refresh";

        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/api/data-refresh/batches", async Task<Results<Accepted<BatchAnswer>, Problem>> (
                SelectionBody body, [FromHeader(Name = "Idempotency-Key")] string? key, IMediator mediator, CancellationToken token) =>
            {
                var answer = await mediator.Send(new Command(body.Selection(), key), token);
                return answer.Failed
                    ? answer.Failure.ToProblem()
                    : TypedResults.Accepted($"/api/data-refresh/batches/{answer.Value.BatchId}", answer.Value);
            }).For(Right.RefreshData);

            app.MapPost("/admin/data-refresh/batches", async ([FromForm] SelectionForm? form, IMediator mediator, CancellationToken token) =>
            {
                form ??= new SelectionForm();
                var answer = await mediator.Send(new Command(form.Selection(), form.Key), token);
                return answer.Failed
                    ? (IResult)answer.Failure.ToProblem()
                    : TypedResults.LocalRedirect($"{Dashboard}/batches/{answer.Value.BatchId}");
            }).For(Right.RefreshData);

            // From a row's menu: confirmed where the person stands.
            app.MapPost("/admin/data-refresh/engagements/{engagementId:guid}/refresh", async (
                Guid engagementId, [FromForm] RowBody? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var answer = await mediator.Send(new Command(new Selection([engagementId], null), body?.Key is { } key ? $"{key}:{engagementId:N}" : null), token);
                if (answer.Failed || answer.Value.Refused.Any(r => r.Reason == RefusalReason.NotFound))
                    return (IResult)(answer.Failure ?? Failure.NotFound).ToProblem();

                if (answer.Value.Accepted == 1)
                    toasts.Show(words["Refresh_Started"]);
                else
                    toasts.Show(words["Refresh_NotStarted", words[$"Reason_{answer.Value.Refused[0].Reason}"]], Tone.Warning);
                return TypedResults.LocalRedirect(LocalAddress.Or(body?.Return, Dashboard));
            }).For(Right.RefreshData);
        }
    }

    public sealed record RowBody
    {
        /// <summary>Made with the page, for all of its rows, so that a double click is one click.</summary>
        public string? Key { get; init; }

        /// <summary>The page to go back to, with its filters.</summary>
        public string? Return { get; init; }
    }
}
