using System.Globalization;
using System.Text.Json.Serialization;
using Engagements.Engaging;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Contacts;

internal static class EditContact
{
    internal sealed record Query(Guid Id) : IRequest<Result<ContactEditor>>;

    internal sealed record Command : ContactForm, IRequest<Result>
    {
        [JsonIgnore]
        public Guid Id { get; init; }
    }

    internal sealed class Rules(IStringLocalizer<Text> words) : ContactRules<Command>(words);

    internal sealed class Handler(EngagementsDb db, Current current, IStringLocalizer<Text> words)
        : IRequestHandler<Query, Result<ContactEditor>>, IRequestHandler<Command, Result>
    {
        public async Task<Result<ContactEditor>> Handle(Query query, CancellationToken token)
        {
            var contact = await db.ContactsEditableBy(current.Person).AsNoTracking().FirstOrDefaultAsync(c => c.Id == query.Id, token);
            if (contact is null)
                return Failure.NotFound;
            var customer = await db.Customers.Where(c => c.Id == contact.CustomerId).Select(c => c.Name).FirstAsync(token);
            return new ContactEditor(contact.CustomerId, customer, contact.Id, ContactForm.Of(contact));
        }

        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var contact = await db.ContactsEditableBy(current.Person).FirstOrDefaultAsync(c => c.Id == command.Id, token);
            if (contact is null)
                return Failure.NotFound;
            var saved = ContactForm.Of(contact);
            if (command.Version != saved.Version)
            {
                return Stale.Conflict(
                    words, ("fullName", command.FullName, saved.FullName), ("email", command.Email, saved.Email), ("language", command.Language, saved.Language));
            }

            var customer = await db.Customers.Where(c => c.Id == contact.CustomerId).Select(c => c.Name).FirstAsync(token);
            if (contact.Change(command.FullName!.Trim(), EmailAddress.From(command.Email!).Written, command.Language!))
            {
                var engagements = await db.Engagements.Include(e => e.Team).Where(e => e.ContactId == contact.Id).ToListAsync(token);
                engagements.ForEach(e => e.Touch());
                await db.AnnounceChanged(engagements, token);
            }

            db.Announce(contact.ToEvent(customer, current.Person.Name));
            return await db.SaveContact(contact, words, token) is { } failure ? failure : Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/customers/{customer:guid}/contacts/{id:guid}/edit", async (Guid id, IMediator mediator, CancellationToken token) =>
            {
                var editor = await mediator.Send(new Query(id), token);
                return editor.Failed ? (IResult)editor.Failure.ToProblem() : new View<ContactFormPage>(new { Editor = editor.Value });
            }).For(Right.EditCustomers);

            app.MapPost("/customers/{customer:guid}/contacts/{id:guid}/edit", async (Guid id, [FromForm] Command? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var command = (body ?? new Command()) with { Id = id };
                var edited = await mediator.Send(command, token);
                var editor = await mediator.Send(new Query(id), token);
                if (editor.Failed)
                    return (IResult)editor.Failure.ToProblem();
                if (!edited.Failed)
                {
                    toasts.Show(words["Saved"]);
                    return TypedResults.LocalRedirect($"/customers/{editor.Value.CustomerId}");
                }

                var form = edited.Failure.Code == Stale.Code ? command with { Version = editor.Value.Form.Version } : command;
                return new View<ContactFormPage>(new { Editor = editor.Value with { Form = form }, edited.Failure }, edited.Failure.Status);
            }).For(Right.EditCustomers);

            app.MapPut("/api/engagements/contacts/{id:guid}", async (Guid id, Command body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(body with { Id = id }, token)).ToResult()).For(Right.EditCustomers);
        }
    }
}
