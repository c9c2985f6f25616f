using DataRefresh.Contracts;
using Engagements.Contacts;
using Engagements.Contracts;
using Engagements.Customers;
using SharedKernel.Persistence;

namespace Engagements.Engaging;

/// <summary>What an engagement's form says, checked and normalised.</summary>
internal sealed record EngagementFacts(
    string Title,
    Guid? ContactId,
    Guid OwnerId,
    IReadOnlyCollection<Guid> Team,
    string Package,
    string? ExternalId,
    RequestedScope Scope,
    DateOnly? LegalCoverOn,
    string? LegalCoverNote,
    int FinancialYearStart,
    DateOnly? ReadFrom);

/// <summary>One data relation with one customer.</summary>
internal sealed class Engagement : IFirmOwned
{
    private static readonly TimeSpan PauseBetweenRequests = TimeSpan.FromMinutes(5);

    private Engagement()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid FirmId { get; private init; }

    public Guid CustomerId { get; private init; }

    public Guid CreatorId { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Grows with every change, of what is told to other modules too.</summary>
    public long Version { get; private set; }

    public string Title { get; private set; } = "";

    public string SortTitle { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    public Guid? ContactId { get; private set; }

    public Guid OwnerId { get; private set; }

    public List<TeamMember> Team { get; private init; } = [];

    public string Package { get; private set; } = "";

    /// <summary>Code of the connector that reads the package by itself; null: not online.</summary>
    public string? Connector { get; private set; }

    public string? ExternalId { get; private set; }

    public RequestedScope Scope { get; private set; }

    /// <summary>When the firm marked that its contract and the customer's agreement cover this data provision.</summary>
    public DateOnly? LegalCoverOn { get; private set; }

    public Guid? LegalCoverBy { get; private set; }

    public string? LegalCoverNote { get; private set; }

    /// <summary>First month of the customer's financial year.</summary>
    public int FinancialYearStart { get; private set; } = 1;

    public DateOnly? ReadFrom { get; private set; }

    /// <summary>Number of the newest EULA version that was accepted for this engagement; 0: none.</summary>
    public int AcceptedEula { get; private set; }

    public DateTimeOffset? DataRequestedAt { get; private set; }

    /// <summary>When the last request ran out unanswered; null once another was sent.</summary>
    public DateTimeOffset? RequestExpiredAt { get; private set; }

    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>Archived together with its customer, and so restored together with it.</summary>
    public bool ArchivedWithCustomer { get; private set; }

    public static Engagement Create(Guid firmId, Guid customerId, Guid creatorId, EngagementFacts facts, DateTimeOffset now)
    {
        var engagement = new Engagement { FirmId = firmId, CustomerId = customerId, CreatorId = creatorId, CreatedAt = now };
        engagement.Change(facts, creatorId);
        return engagement;
    }

    public void Change(EngagementFacts facts, Guid by)
    {
        Title = facts.Title;
        SortTitle = Folding.FoldWithin(400, facts.Title);
        ContactId = facts.ContactId;
        OwnerId = facts.OwnerId;
        Team.RemoveAll(m => !facts.Team.Contains(m.StaffId));
        Team.AddRange(facts.Team.Except(Team.Select(m => m.StaffId)).Select(id => new TeamMember { FirmId = FirmId, EngagementId = Id, StaffId = id }));
        // The same package stays with the connector that it is linked through, also when others now begin with another one.
        if (Package != facts.Package)
            Connector = AccountingPackages.Find(facts.Package)?.Connector;
        Package = facts.Package;
        ExternalId = facts.ExternalId;
        Scope = facts.Scope;
        if (LegalCoverOn != facts.LegalCoverOn || LegalCoverNote != facts.LegalCoverNote)
            LegalCoverBy = facts.LegalCoverOn is null ? null : by;
        LegalCoverOn = facts.LegalCoverOn;
        LegalCoverNote = facts.LegalCoverOn is null ? null : facts.LegalCoverNote;
        FinancialYearStart = facts.FinancialYearStart;
        ReadFrom = facts.ReadFrom;
        SearchText = Folding.FoldWithin(1000, Title, ExternalId);
        Touch();
    }

    /// <summary>Something that is shown with the engagement changed elsewhere: others must be told anew.</summary>
    public void Touch() => Version++;

    public void LoseContact()
    {
        ContactId = null;
        Touch();
    }

    public void Accept(int eula)
    {
        AcceptedEula = Math.Max(AcceptedEula, eula);
        Touch();
    }

    /// <summary>What is read from now on.</summary>
    public void AskFor(RequestedScope scope) => Scope = scope;

    /// <summary>The contact says which accounting package it is.</summary>
    public void UsePackage(string package)
    {
        if (Package == package)
            return;
        Package = package;
        Connector = AccountingPackages.Find(package)?.Connector;
        Touch();
    }

    /// <summary>False right after another request: the contact has just been asked.</summary>
    public bool RequestData(DateTimeOffset now)
    {
        if (DataRequestedAt > now - PauseBetweenRequests)
            return false;
        (DataRequestedAt, RequestExpiredAt) = (now, null);
        Touch();
        return true;
    }

    /// <summary>The request was repaired or withdrawn: nobody has to act any more.</summary>
    public void AsksNoMore()
    {
        (DataRequestedAt, RequestExpiredAt) = (null, null);
        Touch();
    }

    public void RequestExpired(DateTimeOffset at)
    {
        RequestExpiredAt = at;
        Touch();
    }

    public void Archive(DateTimeOffset now, bool withCustomer = false)
    {
        if (ArchivedAt is not null)
            return;
        (ArchivedAt, ArchivedWithCustomer) = (now, withCustomer);
        Touch();
    }

    public void Restore()
    {
        if (ArchivedAt is null)
            return;
        (ArchivedAt, ArchivedWithCustomer) = (null, false);
        Touch();
    }

    public EngagementChanged ToEvent(string customerName, Guid? responsibleId, Contact? contact, string ownerName) => new(
        FirmId, Id, Version, Title, CustomerId, customerName, ContactId, contact?.FullName, contact?.Email, OwnerId, ownerName,
        Package, Connector, Scope, LegalCoverOn, AcceptedEula, FinancialYearStart, ReadFrom, ArchivedAt is not null,
        [.. Team.Select(m => m.StaffId).Append(OwnerId).Append(CreatorId).Distinct()])
    {
        ResponsibleId = responsibleId,
        RequestedAt = DataRequestedAt,
        RequestExpiredAt = RequestExpiredAt,
    };
}

/// <summary>A staff user on the team of an engagement.</summary>
internal sealed class TeamMember : IFirmOwned
{
    public Guid FirmId { get; init; }

    public Guid EngagementId { get; init; }

    public Guid StaffId { get; init; }
}
