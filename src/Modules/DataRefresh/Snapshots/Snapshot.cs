using System.Text.Json;
using DataRefresh.Connectors;
using DataRefresh.TrialBalances;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Snapshots;

/// <summary>The immutable data of one successful refresh or upload; its rows are in the blob store, by hash.</summary>
internal sealed class Snapshot : IFirmOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid FirmId { get; init; }

    public Guid EngagementId { get; init; }

    /// <summary>Unique: a refresh that is done twice after a crash still leaves one snapshot. Null where the data was uploaded.</summary>
    public Guid? RefreshId { get; init; }

    /// <summary>Unique: an upload that is confirmed twice at once leaves one snapshot. Null where the data was refreshed.</summary>
    public Guid? UploadId { get; init; }

    public DateTimeOffset TakenAt { get; init; }

    public DateOnly From { get; init; }

    public DateOnly To { get; init; }

    /// <summary>What did not tie out, as JSON; null where everything did.</summary>
    public string? Warnings { get; init; }

    public List<StoredPart> Parts { get; init; } = [];

    /// <param name="marks">What did not tie out.</param>
    public static Snapshot Of(
        Guid firmId, Guid engagementId, DateTimeOffset takenAt, DateOnly from, DateOnly to, IEnumerable<SnapshotPart> parts, IReadOnlyCollection<TieOutWarning> marks,
        Guid? refreshId = null, Guid? uploadId = null)
    {
        var snapshot = new Snapshot
        {
            FirmId = firmId,
            EngagementId = engagementId,
            RefreshId = refreshId,
            UploadId = uploadId,
            TakenAt = takenAt,
            From = from,
            To = to,
            Warnings = marks.Count == 0 ? null : JsonSerializer.Serialize(marks, JsonSerializerOptions.Web),
        };
        snapshot.Parts.AddRange(parts.Select(part => new StoredPart
        {
            SnapshotId = snapshot.Id,
            FirmId = firmId,
            DataSet = part.DataSet,
            State = part.State,
            Hash = part.Hash,
            Rows = part.Rows,
            Bytes = part.Bytes,
        }));
        return snapshot;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Snapshot>
    {
        public void Configure(EntityTypeBuilder<Snapshot> snapshot)
        {
            snapshot.ToTable("snapshots");
            snapshot.HasKey(s => s.Id);
            snapshot.Property(s => s.Id).ValueGeneratedNever();
            snapshot.HasIndex(s => s.RefreshId).IsUnique().HasFilter("\"RefreshId\" IS NOT NULL");
            snapshot.HasIndex(s => s.UploadId).IsUnique().HasFilter("\"UploadId\" IS NOT NULL");
            snapshot.HasIndex(s => new { s.FirmId, s.EngagementId, s.TakenAt });
            snapshot.HasMany(s => s.Parts).WithOne().HasForeignKey(p => p.SnapshotId);
        }
    }
}

/// <summary>One data set of a snapshot: where its rows are, or why there are none.</summary>
internal sealed class StoredPart : IFirmOwned
{
    public Guid SnapshotId { get; init; }

    public DataSet DataSet { get; init; }

    public Guid FirmId { get; init; }

    public DataSetState State { get; init; }

    /// <summary>SHA-256 of the rows, which is the blob's address; null where nothing was stored.</summary>
    public string? Hash { get; init; }

    public long Rows { get; init; }

    public long Bytes { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoredPart>
    {
        public void Configure(EntityTypeBuilder<StoredPart> part)
        {
            part.ToTable("snapshot_parts");
            part.HasKey(p => new { p.SnapshotId, p.DataSet });
            part.Property(p => p.Hash).HasMaxLength(64);
        }
    }
}
