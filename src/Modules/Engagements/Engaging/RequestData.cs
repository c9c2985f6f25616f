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
            db.Send(await letter.To(contact, engagement, firm, current.Person, token));
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
internal sealed class RequestLetter(MailComposer mails, IStringLocalizer<Text> words, PublicAddress address)
{
    private static readonly MailPlaceholder[] Placeholders =
    [
        new("Contact", "Mail_Sample_Contact"), new("Sender", "Mail_Sample_Sender"), new("Firm", "Mail_Sample_Firm", Required: true),
        new("Data", "Scope_Financials_InSentence", Required: true), new("Engagement", "Mail_Sample_Engagement"),
    ];

    private static readonly MailKind Connect = new MailKind(
        "request-connect",
        "Mail_Request_ConnectTitle",
        new("Mail_Request_Subject", "Firm"),
        [new("Mail_Greeting", "Contact"), new("Mail_Request_Asked", "Sender", "Firm", "Engagement", "Data"), new("Mail_Request_Connect", "Package")],
        "Mail_Request_Action",
        [.. Placeholders, new("Package", "Mail_Sample_Package")]).From<Text>();

    private static readonly MailKind Upload = new MailKind(
        "request-upload",
        "Mail_Request_UploadTitle",
        new("Mail_Request_Subject", "Firm"),
        [new("Mail_Greeting", "Contact"), new("Mail_Request_Asked", "Sender", "Firm", "Engagement", "Data"), new("Mail_Request_Upload")],
        "Mail_Request_Action",
        Placeholders).From<Text>();

    public static IReadOnlyList<MailKind> Kinds { get; } = [Connect, Upload];

    public Task<Letter> To(Contact contact, Engagement engagement, Firm? firm, Person asking, CancellationToken token)
    {
        var name = firm?.Name ?? asking.FirmName;
        var package = engagement.Connector is null ? null : AccountingPackages.Find(engagement.Package)?.Title;
        return mails.Compose(
            package is null ? Upload : Connect,
            new Addressee(contact.FirmId, contact.Email, contact.Language, firm?.SenderName ?? name, firm?.ReplyTo),
            () => new()
            {
                ["Contact"] = contact.FullName,
                ["Sender"] = asking.Name,
                ["Firm"] = name,
                ["Data"] = words[$"Scope_{engagement.Scope}_InSentence"],
                ["Engagement"] = engagement.Title,
                ["Package"] = package ?? "",
            },
            address.Of("/portal"),
            token);
    }
}
