using DataRefresh.Connections;
using Engagements.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Dashboard;

/// <summary>
/// The dashboard's row per engagement: a copy of what Engagements tells, the connection's state, the blockers, and
/// what the last refreshes came to. Running and "cap reached" are not here: they come from the refresh ledger.
/// </summary>
internal sealed class EngagementRow : IFirmOwned
{
    private const int LongestName = 200;
    private const int LongestSearch = 620;

    public Guid EngagementId { get; init; }

    public Guid FirmId { get; init; }

    /// <summary>Of the newest <see cref="EngagementChanged"/> that was applied.</summary>
    public long Version { get; private set; }

    public string Title { get; private set; } = "";

    public Guid CustomerId { get; private set; }

    public string CustomerName { get; private set; } = "";

    public Guid? ContactId { get; private set; }

    /// <summary>Empty without a contact person, so that sorting needs no nulls.</summary>
    public string ContactName { get; private set; } = "";

    public Guid OwnerId { get; private set; }

    public string OwnerName { get; private set; } = "";

    public string Package { get; private set; } = "";

    public string? Connector { get; private set; }

    public RequestedScope Scope { get; private set; }

    public DateOnly? LegalCoverOn { get; private set; }

    public int AcceptedEula { get; private set; }

    public int FinancialYearStart { get; private set; } = 1;

    public DateOnly? ReadFrom { get; private set; }

    public bool Archived { get; private set; }

    /// <summary>The staff user who is responsible for the customer.</summary>
    public Guid? ResponsibleId { get; private set; }

    /// <summary>When the contact was last asked, by mail.</summary>
    public DateTimeOffset? RequestedAt { get; private set; }

    /// <summary>When that request ran out unanswered.</summary>
    public DateTimeOffset? RequestExpiredAt { get; private set; }

    /// <summary>What the search box looks in: names, folded.</summary>
    public string SearchText { get; private set; } = "";

    // What the dashboard sorts by: folded, so that the order is the same on every engine, and never null.
    public string SortTitle { get; private set; } = "";

    public string SortCustomer { get; private set; } = "";

    public string SortOwner { get; private set; } = "";

    /// <summary><see cref="LastSuccessAt"/>, or 1970.</summary>
    public DateTimeOffset SortUpload { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary><see cref="LastAttemptAt"/>, or 1970.</summary>
    public DateTimeOffset SortAttempt { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary><see cref="PeriodTo"/>, or 1970.</summary>
    public DateOnly SortPeriod { get; private set; } = DateOnly.FromDateTime(DateTime.UnixEpoch);

    /// <summary>The contact person's name, folded.</summary>
    public string ContactSearch { get; private set; } = "";

    public ConnectionState Connection { get; private set; }

    /// <summary>When the customer last entered credentials.</summary>
    public DateTimeOffset? LinkedAt { get; private set; }

    /// <summary>When the contact last came back from the vendor without having granted access, and what was said to it.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    public string? LeftCode { get; private set; }

    /// <summary>Name of the contact who granted access and whose own fetch has not begun yet; null where none is owed.</summary>
    public string? FetchOwedTo { get; private set; }

    /// <summary><see cref="Dashboard.Blockers"/> as bits; written only by <see cref="Eligibility"/>.</summary>
    public int BlockerBits { get; private set; }

    public Blockers Blockers => (Blockers)BlockerBits;

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public DateTimeOffset? LastAttemptAt { get; private set; }

    /// <summary>Why the last attempt failed; null when it succeeded.</summary>
    public string? LastFailure { get; private set; }

    public DateOnly? PeriodFrom { get; private set; }

    public DateOnly? PeriodTo { get; private set; }

    public Guid? SnapshotId { get; private set; }

    /// <summary>Applies newer public state; false when it is old news.</summary>
    public bool Apply(EngagementChanged news)
    {
        if (news.Version <= Version)
            return false;

        Version = news.Version;
        Title = news.Title;
        CustomerId = news.CustomerId;
        CustomerName = news.CustomerName;
        ContactId = news.ContactId;
        ContactName = news.ContactName ?? "";
        OwnerId = news.OwnerId;
        OwnerName = news.OwnerName;
        Package = news.Package;
        Connector = news.Connector;
        Scope = news.Scope;
        LegalCoverOn = news.LegalCoverOn;
        AcceptedEula = news.AcceptedEula;
        FinancialYearStart = news.FinancialYearStart;
        ReadFrom = news.ReadFrom;
        Archived = news.Archived;
        ResponsibleId = news.ResponsibleId;
        RequestedAt = news.RequestedAt;
        RequestExpiredAt = news.RequestExpiredAt;
        SearchText = Folding.FoldWithin(LongestSearch, Title, CustomerName, ContactName);
        ContactSearch = Folding.FoldWithin(LongestName, ContactName);
        SortTitle = Folding.FoldWithin(LongestName, Title);
        SortCustomer = Folding.FoldWithin(LongestName, CustomerName);
        SortOwner = Folding.FoldWithin(LongestName, OwnerName);
        return true;
    }

    /// <summary>Mirrors what became of the engagement's connection.</summary>
    public void Mirror(Connection connection)
    {
        (Connection, LinkedAt) = (connection.State, connection.LinkedAt ?? LinkedAt);
        (LeftAt, LeftCode) = (connection.LeftAt, connection.LeftCode);
    }

    /// <summary>When the administrators were last asked, by a colleague's mail, to put something right.</summary>
    public DateTimeOffset? HandedOnAt { get; private set; }

    public void OweFetch(string contact) => FetchOwedTo = contact;

    public void Succeeded(DateTimeOffset at, Guid snapshotId, DateOnly from, DateOnly to)
    {
        (LastSuccessAt, LastAttemptAt, LastFailure, FetchOwedTo) = (at, at, null, null);
        (SnapshotId, PeriodFrom, PeriodTo) = (snapshotId, from, to);
        (SortUpload, SortAttempt, SortPeriod) = (at, at, to);
    }

    /// <summary>Data arrived in a file: newer data, but no attempt of a refresh, so what that came to stays.</summary>
    public void Uploaded(DateTimeOffset at, Guid snapshotId, DateOnly from, DateOnly to)
    {
        (LastSuccessAt, SortUpload) = (at, at);
        (SnapshotId, PeriodFrom, PeriodTo, SortPeriod) = (snapshotId, from, to, to);
    }

    public void Failed(DateTimeOffset at, string code) => (LastAttemptAt, SortAttempt, LastFailure) = (at, at, code);

    internal sealed class Mapping : IEntityTypeConfiguration<EngagementRow>
    {
        public void Configure(EntityTypeBuilder<EngagementRow> row)
        {
            row.ToTable("engagement_rows", table =>
            {
                table.HasTrigger(NameIndex.NameOf("engagement_rows", nameof(SearchText)));
                table.HasTrigger(NameIndex.NameOf("engagement_rows", nameof(ContactSearch)));
            });
            row.HasKey(r => r.EngagementId);
            row.Property(r => r.EngagementId).ValueGeneratedNever();
            row.Ignore(r => r.Blockers);
            row.Property(r => r.Title).HasMaxLength(LongestName);
            row.Property(r => r.CustomerName).HasMaxLength(LongestName);
            row.Property(r => r.ContactName).HasMaxLength(LongestName);
            row.Property(r => r.OwnerName).HasMaxLength(LongestName);
            row.Property(r => r.Package).HasMaxLength(40);
            row.Property(r => r.Connector).HasMaxLength(40);
            row.Property(r => r.SearchText).HasMaxLength(LongestSearch);
            row.Property(r => r.ContactSearch).HasMaxLength(LongestName);
            row.Property(r => r.LastFailure).HasMaxLength(60);
            row.Property(r => r.LeftCode).HasMaxLength(60);
            row.Property(r => r.FetchOwedTo).HasMaxLength(LongestName);
            row.Property(r => r.SortTitle).HasMaxLength(LongestName);
            row.Property(r => r.SortCustomer).HasMaxLength(LongestName);
            row.Property(r => r.SortOwner).HasMaxLength(LongestName);
            row.HasIndex(r => new { r.FirmId, r.SortTitle, r.EngagementId });
            row.HasIndex(r => new { r.FirmId, r.SortCustomer, r.EngagementId });
            row.HasIndex(r => new { r.FirmId, r.ContactSearch, r.EngagementId });
            row.HasIndex(r => new { r.FirmId, r.SortOwner, r.EngagementId });
            row.HasIndex(r => new { r.FirmId, r.OwnerId });
            row.HasIndex(r => new { r.FirmId, r.Package, r.EngagementId });
            row.HasIndex(r => new { r.FirmId, r.SortUpload, r.EngagementId });
            row.HasIndex(r => new { r.FirmId, r.SortAttempt, r.EngagementId });
            row.HasIndex(r => new { r.FirmId, r.SortPeriod, r.EngagementId });
            row.HasIndex(r => new { r.FirmId, r.BlockerBits, r.EngagementId });
            row.HasIndex(r => new { r.FirmId, r.ContactId });
            row.HasIndex(r => new { r.FirmId, r.ResponsibleId });
            row.HasIndex(r => r.FetchOwedTo).HasFilter("\"FetchOwedTo\" IS NOT NULL");
        }
    }
}

/// <summary>A staff user with "own" rights who sees an engagement: its owner, its creator, or on its team.</summary>
internal sealed class EngagementSight : IFirmOwned
{
    public Guid EngagementId { get; init; }

    public Guid StaffId { get; init; }

    public Guid FirmId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<EngagementSight>
    {
        public void Configure(EntityTypeBuilder<EngagementSight> sight)
        {
            sight.ToTable("engagement_sight");
            sight.HasKey(s => new { s.EngagementId, s.StaffId });
            sight.HasIndex(s => new { s.FirmId, s.StaffId, s.EngagementId });
        }
    }
}
