using Engagements.Engaging;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Contacts;

/// <summary>Removes a contact: the portal login ends, and the engagements have no contact person until one is chosen.</summary>
internal static class RemoveContact
{
    internal sealed record Command(Guid Id) : IRequest<Result>;

    internal sealed class Handler(EngagementsDb db, Current current) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var contact = await db.ContactsEditableBy(current.Person).FirstOrDefaultAsync(c => c.Id == command.Id, token);
            if (contact is null)
                return Failure.NotFound;
            var engagements = await db.Engagements.Include(e => e.Team).Where(e => e.ContactId == contact.Id).ToListAsync(token);
            engagements.ForEach(e => e.LoseContact());
            await db.AnnounceChanged(engagements, token);
            var customer = await db.Customers.Where(c => c.Id == contact.CustomerId).Select(c => c.Name).FirstAsync(token);
            db.Announce(contact.ToEvent(customer, current.Person.Name, removed: true));
            db.Contacts.Remove(contact);
            await db.SaveChangesAsync(token);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/customers/{customer:guid}/contacts/{id:guid}/remove", async (Guid customer, Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
                toasts.Back(await mediator.Send(new Command(id), token), words["Contact_Removed"], null, $"/customers/{customer}"))
                .For(Right.EditCustomers);
            app.MapDelete("/api/engagements/contacts/{id:guid}", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id), token)).ToResult()).For(Right.EditCustomers);
        }
    }
}
