using FluentValidation;
using Identity.Accounts;
using Identity.Links;
using Identity.Memberships;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.StaffUsers;

/// <summary>Adds a staff user and mails the activation link. Nobody chooses a password for somebody else.</summary>
public static class InviteStaff
{
    /// <param name="ValidUntil">The last day of access as yyyy-MM-dd; empty for no end.</param>
    internal sealed record Command(string? Name, string? Email, string? ProfileType, string? Language, string? ValidUntil)
        : IRequest<Result<Guid>>;

    internal sealed record Created(Guid StaffId);

    public sealed record Body
    {
        public string? Name { get; init; }

        public string? Email { get; init; }

        public string? ProfileType { get; init; }

        public string? Language { get; init; }

        public string? ValidUntil { get; init; }
    }

    internal sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> text, TimeProvider clock, Current current)
        {
            RuleFor(c => c.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage(_ => text["Name_Missing"]);
            RuleFor(c => c.Name).MaximumLength(200).WithMessage(_ => text["Name_TooLong"]);
            RuleFor(c => c.Email).Must(e => EmailAddress.TryParse(e, out _)).WithMessage(_ => text["Email_Invalid"]);
            RuleFor(c => c.ProfileType).Must(t => ProfileTypes.Parse(t) is not null).WithMessage(_ => text["ProfileType_Unknown"]);
            RuleFor(c => c.Language).Must(Languages.Has).WithMessage(_ => text["Language_Unknown"]);
            RuleFor(c => c.ValidUntil).MustBeAComingDay(text, clock, current);
        }
    }

    private sealed class Handler(IdentityDb db, Current current, MailedLinks links, TimeProvider clock, IStringLocalizer<Text> text)
        : IRequestHandler<Command, Result<Guid>>
    {
        public async Task<Result<Guid>> Handle(Command command, CancellationToken cancellationToken)
        {
            var (me, now) = (current.Person, clock.GetUtcNow());
            var type = ProfileTypes.Parse(command.ProfileType)!.Value;
            if (!ProfileTypes.Parse(me.ProfileType)!.Value.MayInvite().Contains(type))
                return Failure.Forbidden with { Message = text["Staff_MayNotInvite"] };

            var email = EmailAddress.From(command.Email!);
            if (await db.Staff().AnyAsync(j => j.Account.NormalizedEmail == email.Key, cancellationToken))
                return Failure.Invalid("email", text["Staff_Exists"]);

            var account = await db.AccountFor(email, command.Language!, now, cancellationToken);
            var firm = await db.Firms.SingleAsync(cancellationToken);
            var membership = Membership.ForStaff(account, firm.Id, command.Name!.Trim(), type, Day.Parse(command.ValidUntil), me.Name, now);
            db.Memberships.Add(membership);
            var joined = new Joined { Membership = membership, Account = account, Firm = firm };
            if (!await links.TryInvite(joined, command.Language!, cancellationToken))
                return MailedLinks.TooMany(text["Mail_TooMany"]);
            db.Announce(membership.Announcement(account, firm.Today(now)));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException collision) when (collision is not DbUpdateConcurrencyException)
            {
                // Somebody invited the same address at the same moment.
                return Failure.Invalid("email", text["Staff_Exists"]);
            }

            return membership.Id;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/users/new", (Current current) => Form(current, new Body { Language = current.Person.Language })).For(Right.InviteStaff);

            app.MapPost("/admin/users", async (
                [FromForm] Body? body, IMediator mediator, Current current, Toasts toasts, IStringLocalizer<Text> text) =>
            {
                body ??= new Body();
                var result = await mediator.Send(new Command(body.Name, body.Email, body.ProfileType, body.Language, body.ValidUntil));
                if (result.Failed)
                    return (IResult)Form(current, body, result.Failure);
                toasts.Show(text["Staff_Invited", body.Email!.Trim()]);
                return TypedResults.LocalRedirect("/admin/users");
            }).For(Right.InviteStaff);

            app.MapPost("/api/identity/staff", async (Command command, IMediator mediator) =>
            {
                var result = await mediator.Send(command);
                return result.Failed
                    ? (Results<Created<Created>, Problem>)result.Failure.ToProblem()
                    : TypedResults.Created($"/api/identity/staff/{result.Value}", new Created(result.Value));
            }).For(Right.InviteStaff);
        }
    }

    private static View<InviteStaffPage> Form(Current current, Body body, Failure? failure = null) => new(
        new { Body = body, Types = ProfileTypes.Parse(current.Person.ProfileType)!.Value.MayInvite(), Failure = failure },
        failure?.Status ?? StatusCodes.Status200OK);
}
