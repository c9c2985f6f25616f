using System.Text.Json.Serialization;
using DataRefresh.Contracts;
using DataRefresh.Refreshes;

namespace DataRefresh.Dashboard;

/// <summary>One line of the dashboard.</summary>
public sealed record DashboardItem
{
    public Guid EngagementId { get; init; }

    public string Title { get; init; } = "";

    public Guid CustomerId { get; init; }

    public string CustomerName { get; init; } = "";

    /// <summary>Empty without a contact person.</summary>
    public string ContactName { get; init; } = "";

    public string OwnerName { get; init; } = "";

    /// <summary>The accounting package's code.</summary>
    public string Package { get; init; } = "";

    public string PackageTitle => AccountingPackages.TitleOf(Package);

    /// <summary>When data last arrived; not the same as <see cref="LastAttemptAt"/>.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>When a refresh last ended by itself, well or not; one that was cancelled is no attempt.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The code of what the last attempt failed with; null when it succeeded.</summary>
    public string? LastFailure { get; init; }

    /// <summary>When the failure episode that is open now began; null when there is none.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>How many refreshes have failed in it.</summary>
    public int Failures { get; init; }

    /// <summary>First day that the last upload covers.</summary>
    public DateOnly? PeriodFrom { get; init; }

    /// <summary>Last day that it covers.</summary>
    public DateOnly? PeriodTo { get; init; }

    public bool HasReports { get; init; }

    /// <summary>The refresh that is under way, if one is.</summary>
    public Guid? RunningId { get; init; }

    /// <summary>The state of the refresh that is under way, if one is.</summary>
    public RefreshState? RunningState { get; init; }

    public bool CapReached { get; init; }

    [JsonIgnore]
    public bool CanBeCancelled => RunningState is { } state && Cancelling.IsPossibleIn(state);

    public RefreshStatus Status => RefreshStatuses.Of(BlockerBits, RunningState is not null, CapReached);

    /// <summary>Why it is inactive; in the order in which to act.</summary>
    public IReadOnlyList<string> Reasons => [.. RefusalReason.AllOf((Blockers)BlockerBits)];

    [JsonIgnore]
    public int BlockerBits { get; init; }
}
