using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Engaging;

/// <summary>Takes an engagement out of the daily lists, or brings it back.</summary>
internal static class ArchiveEngagement
{
    internal sealed record Command(Guid Id, bool Archived) : IRequest<Result>;

    internal sealed class Handler(EngagementsDb db, Current current, TimeProvider clock, IStringLocalizer<Text> words) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var me = current.Person;
            var engagement = await db.Engagements.SeenBy(me).Within(me.May(Right.EditCustomers), me.MembershipId)
                .Include(e => e.Team).FirstOrDefaultAsync(e => e.Id == command.Id, token);
            if (engagement is null)
                return Failure.NotFound;
            if (engagement.ArchivedAt is not null == command.Archived)
                return Result.Ok;
            if (command.Archived)
                engagement.Archive(clock.GetUtcNow());
            else if (await db.Customers.AnyAsync(c => c.Id == engagement.CustomerId && c.ArchivedAt != null, token))
                return Failure.Conflict("customer-archived", words["Engagement_CustomerArchived"]);
            else
                engagement.Restore();

            await db.AnnounceChanged([engagement], token);
            await db.SaveChangesAsync(token);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/admin/engagements/{id:guid}/archive", async (Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
                toasts.Back(await mediator.Send(new Command(id, true), token), words["Engagement_Archived"], null, $"/admin/engagements/{id}"))
                .For(Right.EditCustomers);
            app.MapPost("/admin/engagements/{id:guid}/restore", async (Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
                toasts.Back(await mediator.Send(new Command(id, false), token), words["Engagement_Restored"], null, $"/admin/engagements/{id}"))
                .For(Right.EditCustomers);
            app.MapPut("/api/engagements/engagements/{id:guid}/archived", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id, true), token)).ToResult()).For(Right.EditCustomers);
            app.MapDelete("/api/engagements/engagements/{id:guid}/archived", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id, false), token)).ToResult()).For(Right.EditCustomers);
        }
    }
}
