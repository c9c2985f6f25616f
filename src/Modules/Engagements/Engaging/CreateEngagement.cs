using Engagements.Customers;
using Engagements.Firms;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Engaging;

internal static class CreateEngagement
{
    internal sealed record Query(Guid CustomerId) : IRequest<Result<EngagementEditor>>;

    internal sealed record Command : EngagementForm, IRequest<Result<Guid>>
    {
        public Guid CustomerId { get; init; }
    }

    internal sealed class Rules(IStringLocalizer<Text> words, TimeProvider clock, Current current) : EngagementRules<Command>(words, clock, current);

    internal sealed class Handler(EngagementsDb db, Current current, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Query, Result<EngagementEditor>>, IRequestHandler<Command, Result<Guid>>
    {
        public async Task<Result<EngagementEditor>> Handle(Query query, CancellationToken token)
        {
            var customer = await Editable(query.CustomerId, token);
            if (customer is null)
                return Failure.NotFound;
            var contacts = await db.ContactsToChoose(customer.Id, token);
            var form = new EngagementForm
            {
                Title = customer.Name,
                ContactId = contacts.Count == 1 ? contacts[0].Id.ToString() : null,
                OwnerId = (customer.ResponsibleId ?? current.Person.MembershipId).ToString(),
                FinancialYearStart = "1",
                Scope = nameof(Contracts.RequestedScope.Financials),
            };
            return new EngagementEditor(null, customer.Id, customer.Name, form, contacts, await db.Staff.Choices([], token));
        }

        public async Task<Result<Guid>> Handle(Command command, CancellationToken token)
        {
            var customer = await Editable(command.CustomerId, token);
            if (customer is null)
                return Failure.NotFound;
            var facts = command.ToFacts();
            if (await db.CheckPeople(customer.Id, facts, null, words, token) is { } failure)
                return failure;

            var engagement = Engagement.Create(current.FirmId, customer.Id, current.Person.MembershipId, facts, clock.GetUtcNow());
            db.Engagements.Add(engagement);
            await db.AnnounceChanged([engagement], token);
            await db.SaveChangesAsync(token);
            return engagement.Id;
        }

        private Task<Customer?> Editable(Guid id, CancellationToken token) =>
            db.CustomersEditableBy(current.Person).FirstOrDefaultAsync(c => c.Id == id, token);
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/customers/{customerId:guid}/engagements/new", async (Guid customerId, IMediator mediator, CancellationToken token) =>
            {
                var editor = await mediator.Send(new Query(customerId), token);
                return editor.Failed ? (IResult)editor.Failure.ToProblem() : new View<EngagementFormPage>(new { Editor = editor.Value });
            }).For(Right.EditCustomers);

            app.MapPost("/customers/{customerId:guid}/engagements/new", async (Guid customerId, [FromForm] Command? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var created = await mediator.Send((body ?? new Command()) with { CustomerId = customerId }, token);
                if (!created.Failed)
                {
                    toasts.Show(words["Engagement_Created", body!.Title!.Trim()]);
                    return (IResult)TypedResults.LocalRedirect($"/admin/engagements/{created.Value}");
                }

                var editor = await mediator.Send(new Query(customerId), token);
                return editor.Failed
                    ? editor.Failure.ToProblem()
                    : new View<EngagementFormPage>(new { Editor = editor.Value with { Form = body ?? new Command() }, created.Failure }, created.Failure.Status);
            }).For(Right.EditCustomers);

            app.MapPost("/api/engagements/engagements", async Task<Results<Created<EngagementCreated>, Problem>> (Command body, IMediator mediator, CancellationToken token) =>
            {
                var created = await mediator.Send(body, token);
                return created.Failed
                    ? created.Failure.ToProblem()
                    : TypedResults.Created($"/api/engagements/engagements/{created.Value}", new EngagementCreated(created.Value));
            }).For(Right.EditCustomers);
        }
    }
}
