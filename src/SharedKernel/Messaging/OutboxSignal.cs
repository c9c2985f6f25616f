using System.Threading.Channels;

namespace SharedKernel.Messaging;

/// <summary>Wakes this host's delivery right after a commit, instead of at the next tick.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => raised.Writer.TryWrite(true);

    internal async Task Wait(CancellationToken token) => await raised.Reader.ReadAsync(token);
}
