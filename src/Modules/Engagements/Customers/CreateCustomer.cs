using Engagements.Firms;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Customers;

internal static class CreateCustomer
{
    internal sealed record Query(string? Kind) : IRequest<CustomerEditor>;

    internal sealed record Command : CustomerForm, IRequest<Result<Guid>>;

    internal sealed class Rules(IStringLocalizer<Text> words) : CustomerRules<Command>(words);

    internal sealed class Handler(EngagementsDb db, Current current, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Query, CustomerEditor>, IRequestHandler<Command, Result<Guid>>
    {
        public async Task<CustomerEditor> Handle(Query query, CancellationToken token) => new(
            null,
            new CustomerForm { Kind = query.Kind, Language = current.Person.Language, ResponsibleId = current.Person.MembershipId.ToString() },
            await db.Staff.Choices([], token));

        public async Task<Result<Guid>> Handle(Command command, CancellationToken token)
        {
            var facts = command.ToFacts();

            // Who only sees the own customers would not see this one again.
            if (current.Person.May(Right.SeeCustomers) != Reach.All)
                facts = facts with { ResponsibleId = current.Person.MembershipId };
            if (!await Responsibility.IsPossible(db, facts.ResponsibleId, null, token))
                return Failure.Invalid("responsibleId", words["Staff_Unknown"]);

            var customer = Customer.Create(current.FirmId, facts, clock.GetUtcNow());
            db.Customers.Add(customer);
            await db.SaveChangesAsync(token);
            return customer.Id;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/customers/new", async (string? kind, IMediator mediator, CancellationToken token) =>
                new View<CustomerFormPage>(new { Editor = await mediator.Send(new Query(kind), token) })).For(Right.EditCustomers);

            app.MapPost("/customers/new", async ([FromForm] Command? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var created = await mediator.Send(body ?? new Command(), token);
                if (created.Failed)
                {
                    var editor = await mediator.Send(new Query(body?.Kind), token) with { Form = body ?? new Command() };
                    return (IResult)new View<CustomerFormPage>(new { Editor = editor, created.Failure }, created.Failure.Status);
                }

                toasts.Show(words["Customer_Created", body!.KindChosen == CustomerKind.Company ? body.Name! : $"{body.FirstName} {body.LastName}"]);
                return TypedResults.LocalRedirect($"/customers/{created.Value}");
            }).For(Right.EditCustomers);

            app.MapPost("/api/engagements/customers", async Task<Results<Created<CustomerCreated>, Problem>> (Command body, IMediator mediator, CancellationToken token) =>
            {
                var created = await mediator.Send(body, token);
                return created.Failed
                    ? created.Failure.ToProblem()
                    : TypedResults.Created($"/api/engagements/customers/{created.Value}", new CustomerCreated(created.Value));
            }).For(Right.EditCustomers);
        }
    }
}
