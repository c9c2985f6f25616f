namespace DataRefresh.Refreshes;

/// <summary>Product state machine "refresh".</summary>
public enum RefreshState
{
    Queued,
    Authorising,
    Fetching,
    Validating,
    Storing,
    Completed,
    CompletedWithWarnings,
    AuthFailed,
    Failed,
    Cancelled,
}
