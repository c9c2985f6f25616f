using System.Globalization;
using DataRefresh.Contracts;
using Engagements.Contacts;
using Engagements.Firms;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Engaging;

/// <summary>The slow way: asks the contact person by mail to connect the package or to upload a file.</summary>
internal static class RequestData
{
    internal sealed record Command(Guid Id) : IRequest<Result<DataRequested>>;

    internal sealed class Handler(EngagementsDb db, Current current, TimeProvider clock, IStringLocalizer<Text> words, RequestLetter letter)
        : IRequestHandler<Command, Result<DataRequested>>
    {
        public async Task<Result<DataRequested>> Handle(Command command, CancellationToken token)
        {
            var engagement = await db.Engagements.SeenBy(current.Person).Include(e => e.Team)
                .FirstOrDefaultAsync(e => e.Id == command.Id && e.ArchivedAt == null, token);
            if (engagement is null)
                return Failure.NotFound;
            if (await db.Contacts.FirstOrDefaultAsync(c => c.Id == engagement.ContactId, token) is not { } contact)
                return Failure.Conflict("no-contact", words["Request_NoContact"]);
            if (!engagement.RequestData(clock.GetUtcNow()))
                return Failure.Conflict("just-requested", words["Request_JustSent", contact.FullName]);

            var firm = await db.Firms.FirstOrDefaultAsync(token);
            db.Send(letter.To(contact, engagement, firm, current.Person));
            await db.AnnounceChanged([engagement], token);
            await db.SaveChangesAsync(token);
            return new DataRequested(contact.FullName, contact.Email);
        }
    }

    internal sealed record Body
    {
        /// <summary>The page to go back to.</summary>
        public string? Back { get; init; }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/admin/engagements/{id:guid}/data-requests", async (Guid id, [FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var asked = await mediator.Send(new Command(id), token);
                return asked.Failed
                    ? toasts.Back(asked.Failure, "", body?.Back, $"/admin/engagements/{id}")
                    : toasts.Back(Result.Ok, words["Request_Sent", asked.Value.ContactName, asked.Value.Email], body?.Back, $"/admin/engagements/{id}");
            }).For(Right.RefreshData);
            app.MapPost("/api/engagements/engagements/{id:guid}/data-requests", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id), token)).ToResult()).For(Right.RefreshData);
        }
    }
}

/// <summary>Who was asked.</summary>
public sealed record DataRequested(string ContactName, string Email);

/// <summary>The mail that asks for data, in the contact's language.</summary>
internal sealed class RequestLetter(IStringLocalizer<Text> words, PublicAddress address)
{
    public Letter To(Contact contact, Engagement engagement, Firm? firm, Person asking)
    {
        var before = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        try
        {
            Languages.Enter(contact.Language);
            var name = firm?.Name ?? asking.FirmName;
            var package = engagement.Connector is null ? null : AccountingPackages.Find(engagement.Package)?.Title;
            return new Letter(
                contact.FirmId, contact.Email, firm?.SenderName ?? name, firm?.ReplyTo, contact.Language,
                words["Mail_Request_Subject", name],
                [
                    words["Mail_Greeting", contact.FullName],
                    words["Mail_Request_Asked", asking.Name, name, engagement.Title, words[$"Scope_{engagement.Scope}_InSentence"]],
                    package is null ? words["Mail_Request_Upload"] : words["Mail_Request_Connect", package],
                ],
                new LetterAction(words["Mail_Request_Action"], address.Of("/portal")));
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = before;
        }
    }
}
