using DataRefresh.Imports;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Access;
using SharedKernel.Persistence;

namespace DataRefresh.Uploads;

public enum UploadState
{
    /// <summary>The file is here; its columns are not settled.</summary>
    Received,

    /// <summary>Its columns are settled and its rows were looked through.</summary>
    Mapped,

    /// <summary>Its rows are a snapshot; the file is gone.</summary>
    Imported,

    /// <summary>Given up, or left lying for too long; the file is gone.</summary>
    Discarded,
}

/// <summary>
/// One file that a contact or a staff user sent in place of a refresh: Received → Mapped → Imported | Discarded. It has its own
/// way to a snapshot and leaves the day's slot alone.
/// </summary>
internal sealed class Upload : IFirmOwned
{
    public const int LongestFileName = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid FirmId { get; init; }

    public Guid EngagementId { get; init; }

    public UploadKind Kind { get; init; }

    /// <summary>First day that the file covers; of a trial balance, the first day of the financial year.</summary>
    public DateOnly From { get; init; }

    public DateOnly To { get; init; }

    public string FileName { get; init; } = "";

    /// <summary>SHA-256 of the file as it came.</summary>
    public string FileHash { get; init; } = "";

    public long FileBytes { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The membership of whoever sent it.</summary>
    public Guid ById { get; init; }

    public string ByName { get; init; } = "";

    /// <summary>Staff send on a customer's behalf.</summary>
    public Side BySide { get; init; }

    public UploadState State { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who confirmed it.</summary>
    public string? ConfirmedByName { get; private set; }

    /// <summary><see cref="FileLayout"/> as JSON.</summary>
    public string Layout { get; private set; } = "";

    /// <summary>Which column is which field, as JSON.</summary>
    public string Mapping { get; private set; } = "";

    /// <summary>Whether the mapping is the one that was remembered of the customer.</summary>
    public bool WasRemembered { get; private set; }

    /// <summary><see cref="ImportPreview"/> as JSON; null until the rows were looked through.</summary>
    public string? Preview { get; private set; }

    /// <summary>Rows that became part of the snapshot.</summary>
    public long Rows { get; private set; }

    /// <summary>Grows with every change: two who confirm at once cannot both be right.</summary>
    public int Version { get; private set; }

    public bool IsOpen => State is UploadState.Received or UploadState.Mapped;

    /// <summary>Settles how the file is read and what its columns are; the rows are yet to be looked through.</summary>
    public void Settle(string layout, string mapping, bool wasRemembered)
    {
        (Layout, Mapping, WasRemembered, Preview, State) = (layout, mapping, wasRemembered, null, UploadState.Received);
        Version++;
    }

    public void Checked(string preview)
    {
        (Preview, State) = (preview, UploadState.Mapped);
        Version++;
    }

    public void Import(long rows, string by, DateTimeOffset now)
    {
        (State, EndedAt, Rows, ConfirmedByName, Preview) = (UploadState.Imported, now, rows, by, null);
        Version++;
    }

    public void Discard(DateTimeOffset now)
    {
        (State, EndedAt, Preview) = (UploadState.Discarded, now, null);
        Version++;
    }

    internal sealed class EntityMapping : IEntityTypeConfiguration<Upload>
    {
        public void Configure(EntityTypeBuilder<Upload> upload)
        {
            upload.ToTable("uploads");
            upload.HasKey(u => u.Id);
            upload.Property(u => u.Id).ValueGeneratedNever();
            upload.Property(u => u.FileName).HasMaxLength(LongestFileName);
            upload.Property(u => u.FileHash).HasMaxLength(64);
            upload.Property(u => u.ByName).HasMaxLength(200);
            upload.Property(u => u.ConfirmedByName).HasMaxLength(200);
            upload.Property(u => u.Version).IsConcurrencyToken();
            upload.HasIndex(u => new { u.FirmId, u.EngagementId, u.ReceivedAt });
            upload.HasIndex(u => new { u.State, u.ReceivedAt });
        }
    }
}
