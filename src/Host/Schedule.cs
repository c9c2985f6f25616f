using Quartz;
using SharedKernel.Messaging;

namespace Host;

/// <summary>
/// Everything that runs by itself. A tick only wakes work that lives in the modules' tables and is claimed there, so
/// it may come late, twice, or on several hosts at once.
/// </summary>
internal static class Schedule
{
    private static readonly (string Pump, TimeSpan Every)[] Ticks =
    [
        // Identity, Engagements, DataRefresh: events and letters that no commit on this host has woken.
        ("OutboxDelivery", TimeSpan.FromSeconds(1)),
        // DataRefresh: refreshes that are due.
        ("RefreshEngine", TimeSpan.FromSeconds(1)),
        // DataRefresh: contacts who granted access at the vendor and did not come back.
        ("LinkWatch", TimeSpan.FromSeconds(15)),
        // DataRefresh: half-written snapshot files of hosts that died.
        ("BlobSweep", TimeSpan.FromMinutes(10)),
        // Engagements: requests that wait for a week, or whose time is up.
        ("RequestReminders", TimeSpan.FromMinutes(5)),
        // DataRefresh: files that were sent and never confirmed.
        ("UploadSweep", TimeSpan.FromMinutes(10)),
        // Identity: staff users whose last day has passed.
        ("Lapsing", TimeSpan.FromMinutes(10)),
        // Identity: links that were used or ran out.
        ("Tidying", TimeSpan.FromHours(1)),
    ];

    public static void AddSchedule(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            foreach (var (pump, every) in Ticks)
            {
                quartz.ScheduleJob<Tick>(
                    trigger => trigger.WithIdentity(pump).WithSimpleSchedule(s => s.WithInterval(every).RepeatForever()),
                    job => job.WithIdentity(pump));
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>A pump that nobody ticks would be work that is never done.</summary>
    public static void CheckSchedule(this IServiceProvider services)
    {
        var missing = services.GetServices<IPump>().Select(p => p.GetType().Name).Except(Ticks.Select(t => t.Pump)).ToList();
        if (missing.Count > 0)
            throw new InvalidOperationException($"Not on the schedule: {string.Join(", ", missing)}.");
    }

    [DisallowConcurrentExecution]
    private sealed class Tick(IEnumerable<IPump> pumps, IHostApplicationLifetime host) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            // Quartz would wait for long work at shutdown; the pumps let go of it instead.
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
            try
            {
                await pumps.Single(p => p.GetType().Name == context.JobDetail.Key.Name).RunAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
        }
    }
}
