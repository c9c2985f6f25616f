using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Refreshes;

/// <summary>What one click started.</summary>
internal sealed class Batch : IFirmOwned
{
    public const int LongestKey = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid FirmId { get; init; }

    public Guid StartedBy { get; init; }

    public string StartedByName { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The caller's own key for this click: the same key again gets the same answer.</summary>
    public string IdempotencyKey { get; init; } = "";

    /// <summary>SHA-256 of what was asked, to tell a repetition from another request under the same key.</summary>
    public string RequestHash { get; init; } = "";

    public int Accepted { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Batch>
    {
        public void Configure(EntityTypeBuilder<Batch> batch)
        {
            batch.ToTable("batches");
            batch.HasKey(b => b.Id);
            batch.Property(b => b.Id).ValueGeneratedNever();
            batch.Property(b => b.StartedByName).HasMaxLength(200);
            batch.Property(b => b.IdempotencyKey).HasMaxLength(LongestKey);
            batch.Property(b => b.RequestHash).HasMaxLength(64);
            batch.HasIndex(b => new { b.FirmId, b.StartedBy, b.IdempotencyKey }).IsUnique();
        }
    }
}

/// <summary>One engagement that a batch left out, and why.</summary>
internal sealed class Refusal : IFirmOwned
{
    public Guid BatchId { get; init; }

    public Guid EngagementId { get; init; }

    public Guid FirmId { get; init; }

    /// <summary>One of <see cref="RefusalReason"/>.</summary>
    public string Reason { get; init; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<Refusal>
    {
        public void Configure(EntityTypeBuilder<Refusal> refusal)
        {
            refusal.ToTable("refusals");
            refusal.HasKey(r => new { r.BatchId, r.EngagementId });
            refusal.Property(r => r.Reason).HasMaxLength(40);
            refusal.HasIndex(r => new { r.BatchId, r.Reason });
        }
    }
}
