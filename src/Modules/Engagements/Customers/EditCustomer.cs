using System.Globalization;
using System.Text.Json.Serialization;
using Engagements.Engaging;
using Engagements.Firms;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Customers;

internal static class EditCustomer
{
    internal sealed record Query(Guid Id) : IRequest<Result<CustomerEditor>>;

    internal sealed record Command : CustomerForm, IRequest<Result<CustomerEdited>>
    {
        [JsonIgnore]
        public Guid Id { get; init; }
    }

    internal sealed class Rules(IStringLocalizer<Text> words) : CustomerRules<Command>(words);

    internal sealed class Handler(EngagementsDb db, Current current, IStringLocalizer<Text> words)
        : IRequestHandler<Query, Result<CustomerEditor>>, IRequestHandler<Command, Result<CustomerEdited>>
    {
        public async Task<Result<CustomerEditor>> Handle(Query query, CancellationToken token)
        {
            var customer = await db.CustomersEditableBy(current.Person).AsNoTracking().FirstOrDefaultAsync(c => c.Id == query.Id, token);
            if (customer is null)
                return Failure.NotFound;
            Guid[] holding = customer.ResponsibleId is { } id ? [id] : [];
            return new CustomerEditor(customer.Id, CustomerForm.Of(customer), await db.Staff.Choices(holding, token));
        }

        public async Task<Result<CustomerEdited>> Handle(Command command, CancellationToken token)
        {
            var customer = await db.CustomersEditableBy(current.Person).FirstOrDefaultAsync(c => c.Id == command.Id, token);
            if (customer is null)
                return Failure.NotFound;
            if (command.Version != customer.Version.ToString(CultureInfo.InvariantCulture))
                return await Conflict(command, CustomerForm.Of(customer), token);
            var facts = command.ToFacts();
            if (!await Responsibility.IsPossible(db, facts.ResponsibleId, customer.ResponsibleId, token))
                return Failure.Invalid("responsibleId", words["Staff_Unknown"]);

            if (customer.Change(facts))
                await TellOthers(customer, token);
            try
            {
                await db.SaveChangesAsync(token);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody saved between our reading and our writing: now the version differs, and both values are shown.
                db.ChangeTracker.Clear();
                return await Handle(command, token);
            }

            return new CustomerEdited(await db.CustomersSeenBy(current.Person).AnyAsync(c => c.Id == customer.Id, token));
        }

        private async Task TellOthers(Customer customer, CancellationToken token)
        {
            var engagements = await db.Engagements.Include(e => e.Team).Where(e => e.CustomerId == customer.Id).ToListAsync(token);
            engagements.ForEach(e => e.Touch());
            await db.AnnounceChanged(engagements, token);
            foreach (var contact in await db.Contacts.Where(c => c.CustomerId == customer.Id).ToListAsync(token))
            {
                contact.Touch();
                db.Announce(contact.ToEvent(customer.Name, current.Person.Name));
            }
        }

        private async Task<Failure> Conflict(CustomerForm mine, CustomerForm saved, CancellationToken token)
        {
            var staff = await db.Staff.ToDictionaryAsync(s => s.Id.ToString(), s => s.FullName, token);
            string? Name(string? id) => id is null ? null : staff.GetValueOrDefault(id);
            return Stale.Conflict(
                words,
                ("name", mine.Name, saved.Name), ("firstName", mine.FirstName, saved.FirstName), ("lastName", mine.LastName, saved.LastName),
                ("email", mine.Email, saved.Email), ("phone", mine.Phone, saved.Phone), ("language", mine.Language, saved.Language),
                ("street", mine.Street, saved.Street), ("postalCode", mine.PostalCode, saved.PostalCode), ("city", mine.City, saved.City),
                ("country", mine.Country, saved.Country), ("label", mine.Label, saved.Label),
                ("enterpriseNumber", mine.EnterpriseNumber, saved.EnterpriseNumber),
                ("responsibleId", Name(mine.ResponsibleId), Name(saved.ResponsibleId)));
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/customers/{id:guid}/edit", async (Guid id, string? kind, IMediator mediator, CancellationToken token) =>
            {
                var found = await mediator.Send(new Query(id), token);
                if (found.Failed)
                    return (IResult)found.Failure.ToProblem();
                var form = kind is null ? found.Value.Form : found.Value.Form with { Kind = kind };
                return new View<CustomerFormPage>(new { Editor = found.Value with { Form = form } });
            }).For(Right.EditCustomers);

            app.MapPost("/customers/{id:guid}/edit", async (Guid id, [FromForm] Command? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var command = (body ?? new Command()) with { Id = id };
                var edited = await mediator.Send(command, token);
                if (!edited.Failed)
                {
                    toasts.Show(words["Saved"]);
                    return (IResult)TypedResults.LocalRedirect(edited.Value.StillSeen ? $"/customers/{id}" : "/customers");
                }

                var saved = await mediator.Send(new Query(id), token);
                if (saved.Failed)
                    return saved.Failure.ToProblem();
                var form = edited.Failure.Code == Stale.Code ? command with { Version = saved.Value.Form.Version } : command;
                return new View<CustomerFormPage>(new { Editor = saved.Value with { Form = form }, edited.Failure }, edited.Failure.Status);
            }).For(Right.EditCustomers);

            app.MapPut("/api/engagements/customers/{id:guid}", async (Guid id, Command body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(body with { Id = id }, token)).ToResult()).For(Right.EditCustomers);
        }
    }
}
