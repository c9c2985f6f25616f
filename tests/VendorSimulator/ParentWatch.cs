using System.Diagnostics;

namespace VendorSimulator;

/// <summary>Ends the simulator when the process that started it is gone, so that a killed host leaves no stray.</summary>
internal sealed class ParentWatch(SimulatorOptions options, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ParentPid is not { } pid)
            return;

        var started = StartOf(pid);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        do
        {
            // A pid is used again after a while: another start time is another process.
            if (started is null || StartOf(pid) != started)
            {
                lifetime.StopApplication();
                return;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static DateTime? StartOf(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited || IsZombie(pid) ? null : process.StartTime;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>On Linux a killed process stays listed until its own parent reaps it.</summary>
    private static bool IsZombie(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat.AsSpan(stat.LastIndexOf(')') + 1).TrimStart().StartsWith("Z");
        }
        catch (IOException)
        {
            return false;
        }
    }
}
