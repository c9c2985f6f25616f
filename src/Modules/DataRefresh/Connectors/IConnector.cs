using DataRefresh.Snapshots;

namespace DataRefresh.Connectors;

/// <summary>
/// Our code for one vendor's API: how its books are read. How customers' links come about is its <see cref="IDoor"/>. A connector keeps no state between calls and throws only
/// <see cref="ConnectorException"/> for what the vendor does; limits, tries, time-outs and size limits are applied
/// beneath it by the vendor's HTTP pipeline.
/// </summary>
internal interface IConnector
{
    /// <summary>Stable code, such as <c>codat</c>.</summary>
    string Code { get; }

    /// <summary>The vendor's name as people know it.</summary>
    string Name { get; }

    /// <summary>
    /// Makes the vendor read the accounting package anew, waits until it has, and answers for each wanted data set whether
    /// it can be fetched. Only those may be fetched: a vendor keeps what it read before, and would pass it off as new.
    /// </summary>
    Task<IReadOnlyDictionary<DataSet, Readiness>> Prepare(Pull pull, CancellationToken token);

    /// <summary>
    /// Fetches one data set to its end and hands its rows to <paramref name="rows"/> in the vendor's order.
    /// Answers <see cref="DataSetState.NotSupported"/> or <see cref="DataSetState.NoPermission"/> where the vendor
    /// has none; any other trouble is a <see cref="ConnectorException"/>.
    /// </summary>
    Task<DataSetState> Fetch(Pull pull, DataSet set, IRowSink rows, CancellationToken token);
}

/// <summary>What is to be read, and for whom.</summary>
/// <param name="Access">What opens the vendor's door, as its <see cref="IDoor"/> gave it.</param>
/// <param name="ExternalId">The vendor's own id of the customer's books.</param>
/// <param name="From">First day of the period, included.</param>
/// <param name="To">Last day of the period, included.</param>
internal sealed record Pull(Access Access, string ExternalId, DateOnly From, DateOnly To, IReadOnlyList<DataSet> DataSets);

/// <summary>Whether one data set can be fetched now.</summary>
/// <param name="State">
/// <see cref="DataSetState.Pending"/>: yes. <see cref="DataSetState.NotSupported"/>, <see cref="DataSetState.NoPermission"/>
/// or <see cref="DataSetState.Error"/>: no, and that is its final state in this refresh.
/// </param>
/// <param name="Code">Why not, with <see cref="DataSetState.Error"/>.</param>
internal sealed record Readiness(DataSetState State, string? Code = null);

/// <summary>Product state machine "data set".</summary>
public enum DataSetState
{
    Pending,
    Fetching,
    Stored,
    NotSupported,
    NoPermission,
    Error,
}

/// <summary>Where a connector puts the rows it reads; the sink applies back-pressure.</summary>
internal interface IRowSink
{
    ValueTask Add<TRow>(TRow row, CancellationToken token)
        where TRow : class;
}

/// <summary>A connector for which each firm has a key of its own.</summary>
internal interface IFirmKeys
{
    /// <summary>Finds out whether the vendor takes the firm's key.</summary>
    Task CheckKey(string apiKey, CancellationToken token);
}
