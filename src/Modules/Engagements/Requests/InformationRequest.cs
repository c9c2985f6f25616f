using Engagements.Contacts;
using Engagements.Contracts;
using Engagements.Engaging;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Mail;
using SharedKernel.Persistence;

namespace Engagements.Requests;

/// <summary>Why a contact is written to.</summary>
public enum RequestKind
{
    /// <summary>The firm wants data.</summary>
    Data,

    /// <summary>Something that only the contact can do keeps the firm from refreshing by itself.</summary>
    Repair,
}

/// <summary>What a contact is led through.</summary>
[Flags]
public enum RequestSteps
{
    None = 0,

    /// <summary>Accept the agreement in force.</summary>
    Terms = 1,

    /// <summary>Say which accounting package it is.</summary>
    Package = 2,

    /// <summary>Grant access to the package, or upload a file where it is not online.</summary>
    Access = 4,
}

public enum RequestState
{
    Sent,
    Opened,
    Answered,

    /// <summary>A newer one was sent for the same engagement.</summary>
    Replaced,
    Expired,

    /// <summary>There is nobody any more who could answer: the contact or the engagement changed.</summary>
    Withdrawn,
}

/// <summary>One asking of one contact for one engagement, by one link. A newer one ends the older.</summary>
internal sealed class InformationRequest : IFirmOwned
{
    public static readonly TimeSpan RemindAfter = TimeSpan.FromDays(7);
    private static readonly TimeSpan DataLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan RepairLife = TimeSpan.FromDays(3);

    private InformationRequest()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid FirmId { get; private init; }

    public Guid EngagementId { get; private init; }

    public Guid ContactId { get; private init; }

    /// <summary>The address it was mailed to, as a key: the link is worth nothing once the contact has another.</summary>
    public string EmailKey { get; private init; } = "";

    public RequestKind Kind { get; private init; }

    public RequestState State { get; private set; }

    /// <summary>The engagement while the request is open: one open request each.</summary>
    public Guid? OpenFor { get; private set; }

    public RequestSteps Asks { get; private init; }

    public RequestSteps Done { get; private set; }

    public string SentByName { get; private init; } = "";

    public DateTimeOffset SentAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? RemindedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Grows with every change; of two at once one is refused.</summary>
    public long Version { get; private set; }

    public bool IsOpen(DateTimeOffset now) => OpenFor is not null && now < ExpiresAt;

    public static InformationRequest Send(Engagement engagement, Contact contact, RequestKind kind, RequestSteps asks, string by, DateTimeOffset now) => new()
    {
        FirmId = engagement.FirmId,
        EngagementId = engagement.Id,
        OpenFor = engagement.Id,
        ContactId = contact.Id,
        EmailKey = contact.EmailKey,
        Kind = kind,
        Asks = asks,
        SentByName = by,
        SentAt = now,
        ExpiresAt = now + (kind == RequestKind.Data ? DataLife : RepairLife),
    };

    public void Remind(DateTimeOffset now)
    {
        RemindedAt = now;
        Version++;
    }

    /// <summary>A repair is answered by its last step; a request for data only by data.</summary>
    public void Finish(RequestSteps step, DateTimeOffset now)
    {
        Done |= step;
        Version++;
        if (Kind == RequestKind.Repair && (Asks & ~Done) == RequestSteps.None)
            End(RequestState.Answered, now);
    }

    public void End(RequestState state, DateTimeOffset now)
    {
        if (OpenFor is null)
            return;
        (State, OpenFor, EndedAt) = (state, null, now);
        Version++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<InformationRequest>
    {
        public void Configure(EntityTypeBuilder<InformationRequest> request)
        {
            request.ToTable("information_requests");
            request.HasKey(r => r.Id);
            request.Property(r => r.Id).ValueGeneratedNever();
            request.Property(r => r.EmailKey).HasMaxLength(EmailAddress.Longest);
            request.Property(r => r.SentByName).HasMaxLength(200);
            request.Property(r => r.Version).IsConcurrencyToken();
            request.HasIndex(r => r.OpenFor).IsUnique().HasFilter("\"OpenFor\" IS NOT NULL");
            request.HasIndex(r => new { r.FirmId, r.EngagementId, r.SentAt });
            request.HasIndex(r => new { r.FirmId, r.ContactId, r.State });
            request.HasIndex(r => r.SentAt).HasFilter("\"OpenFor\" IS NOT NULL");
        }
    }
}

internal static class OpenRequests
{
    /// <summary>The request that is open for an engagement, if one is.</summary>
    public static Task<InformationRequest?> OpenFor(this EngagementsDb db, Guid engagementId, CancellationToken token) =>
        db.Requests.SingleOrDefaultAsync(r => r.OpenFor == engagementId, token);
}
