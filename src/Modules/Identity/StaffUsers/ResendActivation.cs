using Identity.Links;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.StaffUsers;

/// <summary>Mails a new activation link to a staff user who has not followed one yet; the older one dies.</summary>
internal static class ResendActivation
{
    internal sealed record Command(Guid StaffId) : IRequest<Result<string>>;

    private sealed class Handler(IdentityDb db, MailedLinks links, IStringLocalizer<Text> text) : IRequestHandler<Command, Result<string>>
    {
        public async Task<Result<string>> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await db.FindStaff(command.StaffId, cancellationToken) is not { } joined)
                return Failure.NotFound;
            if (joined.Membership.ActivatedAt is not null)
                return Failure.Conflict("already-active", text["Staff_AlreadyActive"]);
            if (!await links.TryInvite(joined, joined.Account.Language, cancellationToken))
                return MailedLinks.TooMany(text["Mail_TooMany"]);
            await db.SaveChangesAsync(cancellationToken);
            return joined.Account.Email!;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/admin/users/{id:guid}/activation-mails", async (
                Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> text) =>
                (await mediator.Send(new Command(id))).BackToList(toasts, email => text["Staff_Resent", email])).For(Right.InviteStaff);

            app.MapPost("/api/identity/staff/{id:guid}/activation-mails", async (Guid id, IMediator mediator) =>
            {
                var result = await mediator.Send(new Command(id));
                return result.Failed ? (Results<NoContent, Problem>)result.Failure.ToProblem() : TypedResults.NoContent();
            }).For(Right.InviteStaff);
        }
    }
}
