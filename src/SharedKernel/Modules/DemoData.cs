namespace SharedKernel.Modules;

/// <summary>
/// Fills its module with demo data. The host runs them once, by <see cref="Order"/>, on an empty installation in
/// demo mode, and delivers all events between two of them, so that a later one finds the copies it needs.
/// </summary>
public interface IDemoData
{
    int Order { get; }

    Task Seed(CancellationToken token);
}
