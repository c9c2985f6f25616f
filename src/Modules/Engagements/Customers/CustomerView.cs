using Engagements.Contacts;
using Engagements.Firms;

namespace Engagements.Customers;

/// <summary>A line of the list of customers.</summary>
/// <param name="Engagements">How many of the customer's engagements the reader sees, archived ones left out.</param>
public sealed record CustomerRow(
    Guid CustomerId,
    CustomerKind Kind,
    string Name,
    string? Email,
    string? City,
    string? Label,
    Guid? ResponsibleId,
    string? ResponsibleName,
    int Engagements,
    bool Archived);

/// <summary>A customer's card.</summary>
/// <param name="EnterpriseNumber">As its country writes it.</param>
/// <param name="MayEdit">Also adds and changes contacts.</param>
public sealed record CustomerCardView(
    Guid CustomerId,
    CustomerKind Kind,
    string Name,
    string? FirstName,
    string? LastName,
    string? Email,
    string? Phone,
    string Language,
    string? Street,
    string? PostalCode,
    string? City,
    string? Country,
    string? Label,
    string? EnterpriseNumber,
    Guid? ResponsibleId,
    string? ResponsibleName,
    DateTimeOffset? ArchivedAt,
    long Version,
    IReadOnlyList<ContactView> Contacts,
    bool MayEdit,
    bool MayArchive);

/// <summary>What stands above the tabs of a customer's card.</summary>
public sealed record CustomerHeading(Guid CustomerId, string Name, CustomerKind Kind, string? Label, DateTimeOffset? ArchivedAt);

/// <summary>The form of a customer with what can be chosen in it.</summary>
public sealed record CustomerEditor(Guid? CustomerId, CustomerForm Form, IReadOnlyList<StaffChoice> Staff);

public sealed record CustomerCreated(Guid CustomerId);

/// <param name="StillSeen">False for whoever handed an only own customer over.</param>
public sealed record CustomerEdited(bool StillSeen);
