using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Contacts;

/// <summary>Adds a contact to a customer. Identity hears of it, makes the portal login and mails the invitation.</summary>
internal static class AddContact
{
    internal sealed record Query(Guid CustomerId) : IRequest<Result<ContactEditor>>;

    internal sealed record Command : ContactForm, IRequest<Result<Guid>>
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public Guid CustomerId { get; init; }
    }

    internal sealed class Rules(IStringLocalizer<Text> words) : ContactRules<Command>(words);

    internal sealed class Handler(EngagementsDb db, Current current, IStringLocalizer<Text> words)
        : IRequestHandler<Query, Result<ContactEditor>>, IRequestHandler<Command, Result<Guid>>
    {
        public async Task<Result<ContactEditor>> Handle(Query query, CancellationToken token) =>
            await db.CustomersEditableBy(current.Person)
                .Where(c => c.Id == query.CustomerId)
                .Select(c => new ContactEditor(c.Id, c.Name, null, new ContactForm { Language = c.Language }))
                .FirstOrDefaultAsync(token) is { } editor ? editor : Failure.NotFound;

        public async Task<Result<Guid>> Handle(Command command, CancellationToken token)
        {
            var customer = await db.CustomersEditableBy(current.Person).AsNoTracking().FirstOrDefaultAsync(c => c.Id == command.CustomerId, token);
            if (customer is null)
                return Failure.NotFound;

            var contact = Contact.Create(current.FirmId, customer.Id, command.FullName!.Trim(), EmailAddress.From(command.Email!).Written, command.Language!);
            db.Contacts.Add(contact);
            db.Announce(contact.ToEvent(customer.Name, current.Person.Name));
            return await db.SaveContact(contact, words, token) is { } failure ? failure : contact.Id;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/customers/{id:guid}/contacts/new", async (Guid id, IMediator mediator, CancellationToken token) =>
            {
                var editor = await mediator.Send(new Query(id), token);
                return editor.Failed ? (IResult)editor.Failure.ToProblem() : new View<ContactFormPage>(new { Editor = editor.Value });
            }).For(Right.EditCustomers);

            app.MapPost("/customers/{id:guid}/contacts/new", async (Guid id, [FromForm] Command? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var command = (body ?? new Command()) with { CustomerId = id };
                var added = await mediator.Send(command, token);
                if (!added.Failed)
                {
                    toasts.Show(words["Contact_Added", command.FullName!]);
                    return (IResult)TypedResults.LocalRedirect($"/customers/{id}");
                }

                var editor = await mediator.Send(new Query(id), token);
                return editor.Failed
                    ? editor.Failure.ToProblem()
                    : new View<ContactFormPage>(new { Editor = editor.Value with { Form = command }, added.Failure }, added.Failure.Status);
            }).For(Right.EditCustomers);

            app.MapPost("/api/engagements/customers/{id:guid}/contacts", async Task<Results<Created<ContactCreated>, Problem>> (Guid id, Command body, IMediator mediator, CancellationToken token) =>
            {
                var added = await mediator.Send(body with { CustomerId = id }, token);
                return added.Failed
                    ? added.Failure.ToProblem()
                    : TypedResults.Created($"/api/engagements/customers/{id}", new ContactCreated(added.Value));
            }).For(Right.EditCustomers);
        }
    }
}
