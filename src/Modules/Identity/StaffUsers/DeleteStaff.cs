using Identity.Memberships;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.StaffUsers;

/// <summary>Takes a staff user out of this firm; the account goes too where this was its last place.</summary>
internal static class DeleteStaff
{
    internal sealed record Command(Guid StaffId) : IRequest<Result<string>>;

    private sealed class Handler(IdentityDb db, Current current, TimeProvider clock, IStringLocalizer<Text> text, ILogger<Handler> log)
        : IRequestHandler<Command, Result<string>>
    {
        public async Task<Result<string>> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await db.FindStaff(command.StaffId, cancellationToken) is not { } joined)
                return Failure.NotFound;
            if (joined.Membership.Id == current.Person.MembershipId)
                return text.NotYourself();
            if (await db.GuardLastAdministrator(joined, text, cancellationToken) is { } last)
                return last;

            await db.Remove(joined, clock.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            log.LogInformation("{Staff} was deleted by {By}.", command.StaffId, current.Person.MembershipId);
            return joined.Membership.Name;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/admin/users/{id:guid}/delete", async (Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> text) =>
                (await mediator.Send(new Command(id))).BackToList(toasts, name => text["Staff_Deleted", name])).For(Right.ManageStaff);

            app.MapDelete("/api/identity/staff/{id:guid}", async (Guid id, IMediator mediator) =>
            {
                var result = await mediator.Send(new Command(id));
                return result.Failed ? (Results<NoContent, Problem>)result.Failure.ToProblem() : TypedResults.NoContent();
            }).For(Right.ManageStaff);
        }
    }
}
