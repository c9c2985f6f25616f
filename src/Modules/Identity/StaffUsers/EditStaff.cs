using FluentValidation;
using Identity.Memberships;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.StaffUsers;

/// <summary>One staff user's page: name, profile type and validity date.</summary>
public static class EditStaff
{
    internal sealed record Query(Guid StaffId) : IRequest<Result<StaffView>>;

    internal sealed record Command(Guid StaffId, string? Name, string? ProfileType, string? ValidUntil) : IRequest<Result>;

    public sealed record Body
    {
        public string? Name { get; init; }

        public string? ProfileType { get; init; }

        public string? ValidUntil { get; init; }

        internal Command For(Guid staffId) => new(staffId, Name, ProfileType, ValidUntil);
    }

    internal sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> text)
        {
            RuleFor(c => c.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage(_ => text["Name_Missing"]);
            RuleFor(c => c.Name).MaximumLength(200).WithMessage(_ => text["Name_TooLong"]);
            RuleFor(c => c.ProfileType).Must(t => ProfileTypes.Parse(t) is not null).WithMessage(_ => text["ProfileType_Unknown"]);
            RuleFor(c => c.ValidUntil).Must(d => string.IsNullOrWhiteSpace(d) || Day.Parse(d) is not null).WithMessage(_ => text["Date_Invalid"]);
        }
    }

    private sealed class Reading(IdentityDb db, Current current, TimeProvider clock) : IRequestHandler<Query, Result<StaffView>>
    {
        public async Task<Result<StaffView>> Handle(Query query, CancellationToken cancellationToken) =>
            await db.FindStaff(query.StaffId, cancellationToken) is { } joined
                ? joined.View(clock.GetUtcNow(), current.Person.MembershipId)
                : Failure.NotFound;
    }

    private sealed class Handler(IdentityDb db, Current current, TimeProvider clock, IStringLocalizer<Text> text)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await db.FindStaff(command.StaffId, cancellationToken) is not { } joined)
                return Failure.NotFound;

            var (membership, account, firm) = joined;
            var type = ProfileTypes.Parse(command.ProfileType)!.Value;
            var validUntil = Day.Parse(command.ValidUntil);
            var sameAccess = type == membership.ProfileType && validUntil == membership.ValidUntil;
            if (membership.Id == current.Person.MembershipId && !sameAccess)
                return text.NotYourself();
            if (!sameAccess && await db.GuardLastAdministrator(joined, text, cancellationToken) is { } last)
                return last;

            membership.Edit(account, command.Name!.Trim(), type, validUntil);
            db.Announce(membership.Announcement(account, firm.Today(clock.GetUtcNow())));
            await db.SaveChangesAsync(cancellationToken);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/users/{id:guid}", async (Guid id, IMediator mediator) =>
                (await mediator.Send(new Query(id))).ToResult(staff => new View<EditStaffPage>(new { Staff = staff }))).For(Right.ManageStaff);
            app.MapGet("/api/identity/staff/{id:guid}", async (Guid id, IMediator mediator) =>
                (await mediator.Send(new Query(id))).ToResult()).For(Right.InviteStaff);

            app.MapPost("/admin/users/{id:guid}", async (
                Guid id, [FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> text) =>
            {
                body ??= new Body();
                var result = await mediator.Send(body.For(id));
                if (result.Failed)
                {
                    return (await mediator.Send(new Query(id)))
                        .ToResult(staff => new View<EditStaffPage>(new { Staff = staff, Body = body, result.Failure }, result.Failure.Status));
                }

                toasts.Show(text["Staff_Saved", body.Name!.Trim()]);
                return TypedResults.LocalRedirect("/admin/users");
            }).For(Right.ManageStaff);
            app.MapPut("/api/identity/staff/{id:guid}", async (Guid id, Body body, IMediator mediator) =>
                (await mediator.Send(body.For(id))).ToResult()).For(Right.ManageStaff);
        }
    }
}
