using VendorSimulator.Books;

namespace VendorSimulator.State;

/// <summary>The state of a company's link as Codat names it.</summary>
internal enum LinkState
{
    PendingAuth,
    Linked,
    Unlinked,
    Deauthorized,
}

/// <summary>A company's connection to its accounting package.</summary>
internal sealed record LinkRecord(Guid Id, LinkState State, string PackageKey, DateTime Created);

/// <summary>One request to fetch data. Its pull operations follow from it, so they need not be stored.</summary>
internal sealed record RefreshRecord(int Number, DateTime At, string? DataType, int Revision, bool Refused);

/// <summary>What happened to one company at run time.</summary>
internal sealed class CompanyState
{
    public Guid Id { get; init; }

    /// <summary>The client (digest of its key) that created the company; null for a prebuilt one.</summary>
    public string? Owner { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public Dictionary<string, string> Tags { get; init; } = [];

    public DateTime Created { get; init; }

    public bool Deleted { get; set; }

    /// <summary>Clients that deleted a prebuilt company for themselves.</summary>
    public HashSet<string> DeletedBy { get; init; } = [];

    public LinkRecord? Link { get; set; }

    public List<DateTime> Revisions { get; init; } = [];

    public List<RefreshRecord> Refreshes { get; init; } = [];

    public List<ManualPosting> Postings { get; init; } = [];

    public int Revision => Revisions.Count;
}

/// <summary>The file that a restart reads.</summary>
internal sealed class SimulatorState
{
    /// <summary>The day on which the generated history ends; kept, so that books do not shift as days go by.</summary>
    public DateOnly Anchor { get; init; }

    public Dictionary<Guid, CompanyState> Companies { get; init; } = [];

    public XeroState Xero { get; init; } = new();
}
