using SharedKernel.Web;

namespace DataRefresh.Relationships;

/// <summary>One customer of the relationship view, with its engagements.</summary>
public sealed record Relationship(Guid CustomerId, string CustomerName, IReadOnlyList<RelationshipLine> Engagements)
{
    /// <summary>The worst of the engagements' states.</summary>
    public RelationState State => Worst.State;

    /// <summary>Stable code of why it is in error.</summary>
    public string? Reason => Worst.Reason;

    /// <summary>When data of any engagement last arrived.</summary>
    public DateTimeOffset? UpdatedAt => Engagements.Max(e => e.UpdatedAt);

    private RelationshipLine Worst => Engagements.MinBy(e => e.State)!;
}

/// <param name="RequestedAt">When the contact was last asked.</param>
/// <param name="MayOpen">Whether the reader sees the engagement itself, not only how the customer stands.</param>
public sealed record RelationshipLine(
    Guid EngagementId,
    string Title,
    string PackageTitle,
    RelationState State,
    string? Reason,
    DateTimeOffset? UpdatedAt,
    DateTimeOffset? RequestedAt,
    bool HasReports,
    bool Online,
    bool MayOpen);

/// <param name="Mine">Narrowed to the customers that the reader is responsible for.</param>
/// <param name="HasMine">Whether there are any.</param>
public sealed record RelationshipsView(Page<Relationship> Page, bool Mine, bool HasMine);

/// <param name="Status">A relation state's name, in any case.</param>
/// <param name="Mine">yes: customers that the person is responsible for; no: all; nothing: as the page or the API does by default.</param>
public sealed record RelationFilter(string? Search, string? Status, string? Mine);
