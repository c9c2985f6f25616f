using SharedKernel.Persistence;

namespace Engagements.Customers;

public enum CustomerKind
{
    Company,
    Person,
}

/// <summary>What a customer's form says, checked and normalised.</summary>
internal sealed record CustomerFacts(
    CustomerKind Kind,
    string? CompanyName,
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
    Guid? ResponsibleId);

/// <summary>Whom the firm serves: a person or a company.</summary>
internal sealed class Customer : IFirmOwned
{
    public const int LongestName = 200;

    private Customer()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid FirmId { get; private init; }

    /// <summary>Grows with every change; a save by someone who saw an older one is refused.</summary>
    public long Version { get; private set; }

    public CustomerKind Kind { get; private set; }

    /// <summary>As shown everywhere: the company's name, or first and last name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Companies stand by their name, persons by their last name.</summary>
    public string SortName { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    public string? FirstName { get; private set; }

    public string? LastName { get; private set; }

    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    public string Language { get; private set; } = "en";

    public string? Street { get; private set; }

    public string? PostalCode { get; private set; }

    public string? City { get; private set; }

    /// <summary>ISO 3166, two letters. Decides by which rule the enterprise number is checked.</summary>
    public string? Country { get; private set; }

    public string? Label { get; private set; }

    /// <summary>Compact, see <see cref="Customers.EnterpriseNumber"/>.</summary>
    public string? EnterpriseNumber { get; private set; }

    /// <summary>The staff user who is responsible for the customer.</summary>
    public Guid? ResponsibleId { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? ArchivedAt { get; private set; }

    public static Customer Create(Guid firmId, CustomerFacts facts, DateTimeOffset now)
    {
        var customer = new Customer { FirmId = firmId, CreatedAt = now };
        customer.Change(facts);
        return customer;
    }

    /// <summary>Tells whether the name or the person responsible changed, which others show too.</summary>
    public bool Change(CustomerFacts facts)
    {
        var before = (Name, ResponsibleId);
        Version++;
        Kind = facts.Kind;
        (FirstName, LastName) = Kind == CustomerKind.Person ? (facts.FirstName, facts.LastName) : (null, null);
        Name = Kind == CustomerKind.Person ? $"{FirstName} {LastName}".Trim() : facts.CompanyName!;
        Email = facts.Email;
        Phone = facts.Phone;
        Language = facts.Language;
        (Street, PostalCode, City, Country) = (facts.Street, facts.PostalCode, facts.City, facts.Country);
        Label = facts.Label;
        EnterpriseNumber = Kind == CustomerKind.Company ? facts.EnterpriseNumber : null;
        ResponsibleId = facts.ResponsibleId;
        SortName = Folding.FoldWithin(2 * LongestName, Kind == CustomerKind.Person ? [LastName, FirstName] : [Name]);
        SearchText = Folding.FoldWithin(2000, Name, Email, EnterpriseNumber, City, Label);
        return (Name, ResponsibleId) != before;
    }

    public void Archive(DateTimeOffset now)
    {
        if (ArchivedAt is not null)
            return;
        ArchivedAt = now;
        Version++;
    }

    public void Restore()
    {
        if (ArchivedAt is null)
            return;
        ArchivedAt = null;
        Version++;
    }
}
