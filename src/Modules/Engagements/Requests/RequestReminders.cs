using Engagements.Contacts;
using Engagements.Engaging;
using Identity.Contracts;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace Engagements.Requests;

/// <summary>Reminds once of a request for data that waits for a week, and ends those whose time is up or whose reader is gone.</summary>
internal sealed class RequestReminders(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RequestReminders> log) : IPump
{
    private const int BatchSize = 200;

    public async Task<int> RunAsync(CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var asked = now - InformationRequest.RemindAfter;
        await using var outer = scopes.CreateAsyncScope();
        var all = outer.ServiceProvider.GetRequiredService<EngagementsDb>();
        var due = await all.Requests.IgnoreQueryFilters([ModuleDb.FirmFilter])
            .Where(r => r.OpenFor != null && (r.ExpiresAt <= now || (r.Kind == RequestKind.Data && r.RemindedAt == null && r.SentAt <= asked)
                || !all.Engagements.Any(e => e.Id == r.EngagementId && e.ContactId == r.ContactId && e.ArchivedAt == null)
                || !all.Contacts.Any(c => c.Id == r.ContactId && c.EmailKey == r.EmailKey && c.Login != ContactLogin.Blocked && c.Login != ContactLogin.Ended)))
            .OrderBy(r => r.SentAt).Take(BatchSize)
            .Select(r => new { r.FirmId, r.Id })
            .ToListAsync(token);
        foreach (var one in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(one.FirmId);
            try
            {
                await Take(scope.ServiceProvider, one.Id, now, token);
            }
            catch (DbUpdateConcurrencyException)
            {
                log.LogInformation("Request {Request} was changed by somebody else, or another host was first.", one.Id);
            }
        }

        return due.Count;
    }

    private static async Task Take(IServiceProvider services, Guid id, DateTimeOffset now, CancellationToken token)
    {
        var db = services.GetRequiredService<EngagementsDb>();
        var request = await db.Requests.SingleAsync(r => r.Id == id, token);
        var engagement = await db.Engagements.Include(e => e.Team).SingleAsync(e => e.Id == request.EngagementId, token);
        var contact = await db.Contacts.SingleOrDefaultAsync(c => c.Id == request.ContactId, token);
        if (request.OpenFor is null)
            return;
        if (!StillAsks(request, engagement, contact))
        {
            request.End(RequestState.Withdrawn, now);
            engagement.AsksNoMore();
            await db.AnnounceChanged([engagement], token);
        }
        else if (request.ExpiresAt <= now)
        {
            request.End(RequestState.Expired, now);
            engagement.RequestExpired(now);
            await db.AnnounceChanged([engagement], token);
        }
        else
        {
            request.Remind(now);
            db.Send(await services.GetRequiredService<RequestLetters>().Remind(request, contact!, engagement, token));
        }

        await db.SaveChangesAsync(token);
    }

    private static bool StillAsks(InformationRequest request, Engagement engagement, Contact? contact) =>
        engagement.ArchivedAt is null && engagement.ContactId == request.ContactId
        && contact is { Login: not (ContactLogin.Blocked or ContactLogin.Ended) } && contact.EmailKey == request.EmailKey;
}
