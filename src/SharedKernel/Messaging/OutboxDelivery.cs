using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Modules;
using SharedKernel.Persistence;

namespace SharedKernel.Messaging;

/// <summary>Delivers what the modules' outboxes hold: events to the other modules' handlers, letters to the post.</summary>
public sealed class OutboxDelivery(IServiceScopeFactory scopes, ModuleSet modules, IPost post, TimeProvider clock, ILogger<OutboxDelivery> log) : IPump, IDisposable
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim oneAtATime = new(1);

    public async Task<int> RunAsync(CancellationToken token)
    {
        await oneAtATime.WaitAsync(token);
        try
        {
            var delivered = 0;
            foreach (var module in modules.All)
                delivered += await DeliverFrom(module, token);
            return delivered;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<int> DeliverFrom(Module module, CancellationToken token)
    {
        var claimed = 0;
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = module.Db(scope.ServiceProvider);
            var batch = await db.Outbox.Claim(BatchSize, Lease, clock.GetUtcNow(), token);
            foreach (var message in batch)
            {
                try
                {
                    await Deliver(message, token);
                    db.Outbox.Remove(message);
                }
                catch (Exception trouble) when (trouble is not OperationCanceledException || !token.IsCancellationRequested)
                {
                    log.LogError(trouble, "{Message} {Id} could not be delivered (try {Attempt}).", message.Name, message.Id, message.Attempts + 1);
                    message.Postpone(trouble.Message, clock.GetUtcNow());
                }

                await SaveUnlessTakenOver(db, message, token);
            }

            claimed += batch.Count;
            if (batch.Count < BatchSize)
                return claimed;
        }
    }

    private async Task Deliver(OutboxMessage message, CancellationToken token)
    {
        if (message.Name == Letter.Name)
        {
            await post.Send(message.Id, JsonSerializer.Deserialize<Letter>(message.Body, EventCatalog.Json)!, token);
            return;
        }

        foreach (var reaction in modules.ReactionsTo(message.Name))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(message.FirmId);
            var db = reaction.Module.Db(scope.ServiceProvider);
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (await db.Inbox.AnyAsync(i => i.MessageId == message.Id && i.Handler == reaction.Name, token))
                continue;

            db.Inbox.Add(new InboxMessage { MessageId = message.Id, Handler = reaction.Name, HandledAt = clock.GetUtcNow() });
            var happened = JsonSerializer.Deserialize(message.Body, reaction.Event, EventCatalog.Json)!;
            await ((IHandle)scope.ServiceProvider.GetRequiredService(reaction.Handler)).Handle(happened, token);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
        }
    }

    private async Task SaveUnlessTakenOver(ModuleDb db, OutboxMessage message, CancellationToken token)
    {
        try
        {
            await db.SaveChangesAsync(token);
        }
        catch (DbUpdateConcurrencyException)
        {
            log.LogWarning("{Message} {Id} took longer than its lease; another host has it now.", message.Name, message.Id);
            db.ChangeTracker.Clear();
        }
    }
}
