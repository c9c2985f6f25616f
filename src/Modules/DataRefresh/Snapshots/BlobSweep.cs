using SharedKernel.Messaging;

namespace DataRefresh.Snapshots;

/// <summary>Clears away what was being written when a host died.</summary>
internal sealed class BlobSweep(BlobFolder blobs) : IPump
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    public Task<int> RunAsync(CancellationToken token)
    {
        blobs.Sweep(Abandoned);
        return Task.FromResult(0);
    }
}
