using DataRefresh.Connections;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Dashboard;
using DataRefresh.Firms;
using DataRefresh.Refreshes;
using DataRefresh.Snapshots;
using DataRefresh.Uploads;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace DataRefresh;

internal sealed class DataRefreshDb(DbContextOptions<DataRefreshDb> options, Current current, TimeProvider clock, OutboxSignal signal)
    : ModuleDb(options, current, clock, signal)
{
    public DbSet<Firm> Firms => Set<Firm>();

    public DbSet<StaffUser> Staff => Set<StaffUser>();

    public DbSet<EngagementRow> Rows => Set<EngagementRow>();

    public DbSet<EngagementSight> Sights => Set<EngagementSight>();

    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<ConnectorKey> ConnectorKeys => Set<ConnectorKey>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<ConnectionTokens> ConnectionTokens => Set<ConnectionTokens>();

    public DbSet<Batch> Batches => Set<Batch>();

    public DbSet<Refusal> Refusals => Set<Refusal>();

    public DbSet<Refresh> Refreshes => Set<Refresh>();

    public DbSet<FailureEpisode> FailureEpisodes => Set<FailureEpisode>();

    public DbSet<Snapshot> Snapshots => Set<Snapshot>();

    public DbSet<StoredPart> SnapshotParts => Set<StoredPart>();

    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<RememberedMapping> RememberedMappings => Set<RememberedMapping>();

    protected override string Schema => "data_refresh";
}
