using System.Text.Json.Serialization;
using DataRefresh.Contracts;
using Engagements.Contracts;
using Engagements.Firms;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Engaging;

internal static class EditEngagement
{
    internal sealed record Query(Guid Id) : IRequest<Result<EngagementEditor>>;

    internal sealed record Command : EngagementForm, IRequest<Result>
    {
        [JsonIgnore]
        public Guid Id { get; init; }
    }

    internal sealed class Rules(IStringLocalizer<Text> words, TimeProvider clock, Current current) : EngagementRules<Command>(words, clock, current);

    internal sealed class Handler(EngagementsDb db, Current current, IStringLocalizer<Text> words)
        : IRequestHandler<Query, Result<EngagementEditor>>, IRequestHandler<Command, Result>
    {
        public async Task<Result<EngagementEditor>> Handle(Query query, CancellationToken token)
        {
            var engagement = await db.Engagements.EditableBy(current.Person).AsNoTracking().Include(e => e.Team).FirstOrDefaultAsync(e => e.Id == query.Id, token);
            if (engagement is null)
                return Failure.NotFound;
            var customer = await db.Customers.Where(c => c.Id == engagement.CustomerId).Select(c => c.Name).FirstAsync(token);
            return new EngagementEditor(
                engagement.Id, engagement.CustomerId, customer, EngagementForm.Of(engagement),
                await db.ContactsToChoose(engagement.CustomerId, token),
                await db.Staff.Choices([engagement.OwnerId, .. engagement.Team.Select(m => m.StaffId)], token));
        }

        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var engagement = await db.Engagements.EditableBy(current.Person).Include(e => e.Team).FirstOrDefaultAsync(e => e.Id == command.Id, token);
            if (engagement is null)
                return Failure.NotFound;
            var saved = EngagementForm.Of(engagement);
            if (command.Version != saved.Version)
                return await Conflict(command, saved, token);
            var facts = command.ToFacts();
            if (await db.CheckPeople(engagement.CustomerId, facts, engagement, words, token) is { } failure)
                return failure;

            engagement.Change(facts, current.Person.MembershipId);
            await db.AnnounceChanged([engagement], token);
            try
            {
                await db.SaveChangesAsync(token);
                return Result.Ok;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody saved between our reading and our writing: now the version differs, and both values are shown.
                db.ChangeTracker.Clear();
                return await Handle(command, token);
            }
        }

        private async Task<Failure> Conflict(EngagementForm mine, EngagementForm saved, CancellationToken token)
        {
            var names = await db.Staff.ToDictionaryAsync(s => s.Id.ToString(), s => s.FullName, token);
            foreach (var contact in await db.Contacts.Where(c => c.Id == mine.Contact || c.Id == saved.Contact).ToListAsync(token))
                names[contact.Id.ToString()] = contact.FullName;
            string? Name(string? id) => id is null ? null : names.GetValueOrDefault(id);
            string Team(EngagementForm form) => string.Join(", ", (form.Team ?? []).Select(Name).Order(StringComparer.CurrentCulture));
            string? Package(EngagementForm form) => AccountingPackages.Find(form.Package)?.Title;
            return Stale.Conflict(
                words,
                ("title", mine.Title, saved.Title), ("contactId", Name(mine.ContactId), Name(saved.ContactId)), ("ownerId", Name(mine.OwnerId), Name(saved.OwnerId)),
                ("team", Team(mine), Team(saved)), ("package", Package(mine), Package(saved)), ("externalId", mine.ExternalId, saved.ExternalId),
                ("scope", words[$"Scope_{mine.Scope}"], words[$"Scope_{saved.Scope}"]), ("legalCoverOn", mine.LegalCoverOn, saved.LegalCoverOn),
                ("legalCoverNote", mine.LegalCoverNote, saved.LegalCoverNote),
                ("financialYearStart", mine.FinancialYearStart, saved.FinancialYearStart), ("readFrom", mine.ReadFrom, saved.ReadFrom));
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/engagements/{id:guid}/edit", async (Guid id, IMediator mediator, CancellationToken token) =>
            {
                var editor = await mediator.Send(new Query(id), token);
                return editor.Failed ? (IResult)editor.Failure.ToProblem() : new View<EngagementFormPage>(new { Editor = editor.Value });
            }).For(Right.EditCustomers);

            app.MapPost("/admin/engagements/{id:guid}/edit", async (Guid id, [FromForm] Command? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var command = (body ?? new Command()) with { Id = id };
                var edited = await mediator.Send(command, token);
                if (!edited.Failed)
                {
                    toasts.Show(words["Saved"]);
                    return (IResult)TypedResults.LocalRedirect($"/admin/engagements/{id}");
                }

                var editor = await mediator.Send(new Query(id), token);
                if (editor.Failed)
                    return editor.Failure.ToProblem();
                var form = edited.Failure.Code == Stale.Code ? command with { Version = editor.Value.Form.Version } : command;
                return new View<EngagementFormPage>(new { Editor = editor.Value with { Form = form }, edited.Failure }, edited.Failure.Status);
            }).For(Right.EditCustomers);

            app.MapPut("/api/engagements/engagements/{id:guid}", async (Guid id, Command body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(body with { Id = id }, token)).ToResult()).For(Right.EditCustomers);
        }
    }
}
