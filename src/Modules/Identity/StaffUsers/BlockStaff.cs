using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.StaffUsers;

/// <summary>Shuts a staff user out with the next request, or lets the user in again. Only at this firm.</summary>
internal static class BlockStaff
{
    internal sealed record Command(Guid StaffId, bool Blocked) : IRequest<Result<string>>;

    private sealed class Handler(IdentityDb db, Current current, TimeProvider clock, IStringLocalizer<Text> text, ILogger<Handler> log)
        : IRequestHandler<Command, Result<string>>
    {
        public async Task<Result<string>> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await db.FindStaff(command.StaffId, cancellationToken) is not { } joined)
                return Failure.NotFound;
            var (membership, account, firm) = joined;
            if (membership.Id == current.Person.MembershipId)
                return text.NotYourself();
            if (membership.Blocked == command.Blocked)
                return membership.Name;
            if (command.Blocked && await db.GuardLastAdministrator(joined, text, cancellationToken) is { } last)
                return last;

            membership.SetBlocked(command.Blocked);
            db.Announce(membership.Announcement(account, firm.Today(clock.GetUtcNow())));
            await db.SaveChangesAsync(cancellationToken);
            log.LogInformation("{Staff} was set to blocked {Blocked} by {By}.", membership.Id, command.Blocked, current.Person.MembershipId);
            return membership.Name;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/admin/users/{id:guid}/block", (Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> text) =>
                FromPage(new Command(id, true), "Staff_Blocked", mediator, toasts, text)).For(Right.ManageStaff);
            app.MapPost("/admin/users/{id:guid}/unblock", (Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> text) =>
                FromPage(new Command(id, false), "Staff_Unblocked", mediator, toasts, text)).For(Right.ManageStaff);

            app.MapPut("/api/identity/staff/{id:guid}/block", (Guid id, IMediator mediator) =>
                FromApi(new Command(id, true), mediator)).For(Right.ManageStaff);
            app.MapDelete("/api/identity/staff/{id:guid}/block", (Guid id, IMediator mediator) =>
                FromApi(new Command(id, false), mediator)).For(Right.ManageStaff);
        }
    }

    private static async Task<IResult> FromPage(
        Command command, string done, IMediator mediator, Toasts toasts, IStringLocalizer<Text> text) =>
        (await mediator.Send(command)).BackToList(toasts, name => text[done, name]);

    private static async Task<Results<NoContent, Problem>> FromApi(Command command, IMediator mediator)
    {
        var result = await mediator.Send(command);
        return result.Failed ? result.Failure.ToProblem() : TypedResults.NoContent();
    }
}
