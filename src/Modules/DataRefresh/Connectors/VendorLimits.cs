using System.Collections.Concurrent;

namespace DataRefresh.Connectors;

/// <summary>Keeps one vendor's limits, and its wish to be left alone after a 429.</summary>
internal sealed class VendorLimits(VendorOptions options, TimeProvider clock) : IDisposable
{
    // The server's minute and ours do not tick alike: a small margin keeps its count below the limit too.
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60.5);

    private readonly SemaphoreSlim vendor = new(options.CallsAtOnce);
    private readonly CallWindow window = new(options.CallsPerMinute, Minute, clock);
    private readonly ConcurrentDictionary<string, Gate> gates = new();
    private readonly ConcurrentDictionary<string, long> quiet = new();

    /// <summary>Waits until a call for this company may begin; dispose the turn when its answer has been read.</summary>
    public async ValueTask<Turn> Enter(string company, CancellationToken token)
    {
        var gate = GateOf(company);
        try
        {
            // The company first: a customer with a thousand pages must not hold the places that others could use.
            await gate.AtOnce.WaitAsync(token);
            try
            {
                await vendor.WaitAsync(token);
                return new Turn(this, gate);
            }
            catch
            {
                gate.AtOnce.Release();
                throw;
            }
        }
        catch
        {
            gate.Leave();
            throw;
        }
    }

    /// <summary>Asks for <paramref name="scope"/> (whatever the vendor counts by) to be left alone.</summary>
    public void Silence(string scope, TimeSpan pause)
    {
        var until = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
        quiet.AddOrUpdate(scope, until, (_, before) => Math.Max(before, until));
    }

    /// <summary>How long <paramref name="scope"/> must still be left alone.</summary>
    public TimeSpan SilenceLeft(string scope)
    {
        if (!quiet.TryGetValue(scope, out var until))
            return TimeSpan.Zero;
        var left = clock.GetElapsedTime(clock.GetTimestamp(), until);
        if (left > TimeSpan.Zero)
            return left;
        quiet.TryRemove(KeyValuePair.Create(scope, until));
        return TimeSpan.Zero;
    }

    public void Dispose()
    {
        vendor.Dispose();
        foreach (var gate in gates.Values)
            gate.AtOnce.Dispose();
    }

    private Gate GateOf(string company)
    {
        if (gates.Count > 4096)
            ForgetIdle();
        while (true)
        {
            var gate = gates.GetOrAdd(company, _ => new Gate(options, clock));
            if (gate.Arrive())
                return gate;
            gates.TryRemove(KeyValuePair.Create(company, gate));
        }
    }

    private void ForgetIdle()
    {
        foreach (var (company, gate) in gates)
            if (gate.Close())
                gates.TryRemove(KeyValuePair.Create(company, gate));
    }

    internal readonly struct Turn(VendorLimits limits, Gate gate) : IDisposable
    {
        /// <summary>Waits until one more call may be sent: each try is a call.</summary>
        public async ValueTask Count(CancellationToken token)
        {
            if (gate.PerMinute is { } perMinute)
                await perMinute.Wait(token);
            await limits.window.Wait(token);
        }

        public void Dispose()
        {
            limits.vendor.Release();
            gate.AtOnce.Release();
            gate.Leave();
        }
    }

    /// <summary>One company's limits; kept while used and a minute beyond, for its count of the last minute.</summary>
    internal sealed class Gate(VendorOptions options, TimeProvider clock)
    {
        private int users;
        private long lastUse;

        public SemaphoreSlim AtOnce { get; } = new(options.CallsAtOncePerCompany);

        public CallWindow? PerMinute { get; } = options.CallsPerMinutePerCompany > 0
            ? new CallWindow(options.CallsPerMinutePerCompany, Minute, clock)
            : null;

        public bool Arrive()
        {
            lock (AtOnce)
                return users >= 0 && ++users > 0;
        }

        public void Leave()
        {
            lock (AtOnce)
                (users, lastUse) = (users - 1, clock.GetTimestamp());
        }

        public bool Close()
        {
            lock (AtOnce)
            {
                if (users != 0 || clock.GetElapsedTime(lastUse) < Minute)
                    return false;
                users = -1;
                return true;
            }
        }
    }
}
