using System.Diagnostics.Tracing;

namespace DataRefresh.Tests.Imports;

/// <summary>Hears every name that is looked up and every connection that is opened while <see cref="During"/> runs, and by nobody beside it.</summary>
internal sealed class NetworkCalls : EventListener
{
    private static readonly AsyncLocal<NetworkCalls?> Present = new();

    private int heard;

    public int Heard => heard;

    public void During(Action what)
    {
        Present.Value = this;
        try
        {
            what();
        }
        finally
        {
            Present.Value = null;
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is "System.Net.Sockets" or "System.Net.NameResolution" or "System.Net.Http")
            EnableEvents(eventSource, EventLevel.Informational);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (Present.Value == this && eventData.EventName is "ConnectStart" or "ResolutionStart" or "RequestStart")
            Interlocked.Increment(ref heard);
    }
}
