using FluentValidation;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.Profile;

/// <summary>The person's own page: who one is here, and the language of screens and mails.</summary>
internal static class Me
{
    internal sealed record Query : IRequest<MeView>;

    internal sealed record Command(string? Language) : IRequest<Result>;

    internal sealed record Body
    {
        public string? Language { get; init; }
    }

    internal sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> text) =>
            RuleFor(c => c.Language).Must(Languages.Has).WithMessage(_ => text["Language_Unknown"]);
    }

    private sealed class Reading(IdentityDb db, Current current) : IRequestHandler<Query, MeView>
    {
        public Task<MeView> Handle(Query request, CancellationToken cancellationToken) => db.ReadMe(current.Person, cancellationToken);
    }

    private sealed class Handler(IPersonSource people, Current current) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            await people.KeepLanguage(current.Person, command.Language!, cancellationToken);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/me", async (IMediator mediator) => new View<MePage>(new { Me = await mediator.Send(new Query()) })).ForSignedIn();
            app.MapGet("/api/identity/me", async (IMediator mediator) => TypedResults.Ok(await mediator.Send(new Query()))).ForSignedIn();

            app.MapPost("/me", async ([FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> text) =>
            {
                var result = await mediator.Send(new Command(body?.Language));
                if (result.Failed)
                    return (IResult)new View<MePage>(new { Me = await mediator.Send(new Query()), result.Failure }, result.Failure.Status);
                Languages.Enter(body!.Language);
                toasts.Show(text["Me_Saved"]);
                return TypedResults.LocalRedirect("/me");
            }).ForSignedIn();
            app.MapPut("/api/identity/me", async (Command command, IMediator mediator) =>
                (await mediator.Send(command)).ToResult()).ForSignedIn();
        }
    }
}
