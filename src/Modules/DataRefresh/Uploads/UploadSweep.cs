using DataRefresh.Imports;
using Microsoft.Extensions.Options;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace DataRefresh.Uploads;

/// <summary>
/// Discards uploads that nobody confirmed, and deletes files that no upload needs any more: of hosts that died between the
/// snapshot and the deletion, or between a file and its upload.
/// </summary>
internal sealed class UploadSweep(IServiceScopeFactory scopes, UploadFiles files, IOptions<ReadLimits> limits, TimeProvider clock) : IPump
{
    public async Task<int> RunAsync(CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        var uploads = scope.ServiceProvider.GetRequiredService<DataRefreshDb>().Uploads.IgnoreQueryFilters([ModuleDb.FirmFilter]);
        var now = clock.GetUtcNow();
        var before = now - limits.Value.Waits;
        var discarded = await uploads
            .Where(u => (u.State == UploadState.Received || u.State == UploadState.Mapped) && u.ReceivedAt < before)
            .ExecuteUpdateAsync(
                set => set.SetProperty(u => u.State, UploadState.Discarded).SetProperty(u => u.EndedAt, now).SetProperty(u => u.Preview, (string?)null).SetProperty(u => u.Version, u => u.Version + 1),
                token);

        foreach (var id in files.Settled())
            if (!await uploads.AnyAsync(u => u.Id == id && (u.State == UploadState.Received || u.State == UploadState.Mapped), token))
                files.Delete(id);
        files.SweepHalfWritten();
        return discarded;
    }
}
