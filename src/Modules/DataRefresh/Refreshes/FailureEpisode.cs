using DataRefresh.Dashboard;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Refreshes;

/// <summary>Failed refreshes of one engagement from the first one to the next that completes; at most one is open.</summary>
internal sealed class FailureEpisode : IFirmOwned
{
    private FailureEpisode()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid FirmId { get; private init; }

    public Guid EngagementId { get; private init; }

    /// <summary>The engagement while the episode is open, else null.</summary>
    public Guid? OpenFor { get; private set; }

    public DateTimeOffset OpenedAt { get; private init; }

    public string FirstCode { get; private init; } = "";

    /// <summary>How many refreshes have failed in it.</summary>
    public int Failures { get; private set; }

    public DateTimeOffset LastFailedAt { get; private set; }

    public string LastCode { get; private set; } = "";

    /// <summary>When its one mail went out; null while there was nobody to write to.</summary>
    public DateTimeOffset? MailedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public static FailureEpisode Open(EngagementRow row, string code, DateTimeOffset now) => new()
    {
        FirmId = row.FirmId,
        EngagementId = row.EngagementId,
        OpenFor = row.EngagementId,
        OpenedAt = now,
        FirstCode = code,
    };

    public void Count(string code, DateTimeOffset now) => (Failures, LastCode, LastFailedAt) = (Failures + 1, code, now);

    public void Mailed(DateTimeOffset now) => MailedAt = now;

    public void Close(DateTimeOffset now) => (ClosedAt, OpenFor) = (now, null);

    internal sealed class Mapping : IEntityTypeConfiguration<FailureEpisode>
    {
        public void Configure(EntityTypeBuilder<FailureEpisode> episode)
        {
            episode.ToTable("failure_episodes");
            episode.HasKey(e => e.Id);
            episode.Property(e => e.Id).ValueGeneratedNever();
            episode.Property(e => e.FirstCode).HasMaxLength(60);
            episode.Property(e => e.LastCode).HasMaxLength(60);
            episode.HasIndex(e => e.OpenFor).IsUnique().HasFilter("\"OpenFor\" IS NOT NULL");
            episode.HasIndex(e => new { e.FirmId, e.EngagementId, e.OpenedAt });
        }
    }
}
