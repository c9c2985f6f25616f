using System.Reflection;
using Microsoft.EntityFrameworkCore;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Messaging;

namespace SharedKernel.Persistence;

/// <summary>A row that belongs to one firm; every query of it is filtered by <see cref="Current.FirmId"/>.</summary>
public interface IFirmOwned
{
    Guid FirmId { get; }
}

/// <summary>
/// What every module's context has in common: its own schema, the firm filter, neutral types that one migration set
/// can carry to every engine, and the outbox and inbox.
/// </summary>
public abstract class ModuleDb(DbContextOptions options, Current current, TimeProvider clock, OutboxSignal signal) : DbContext(options)
{
    /// <summary>The name of the filter that keeps each firm's rows to itself.</summary>
    public const string FirmFilter = "firm";

    private bool announced;

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    /// <summary>Read through the context, so that each query sees the firm of its own unit of work.</summary>
    public Guid FirmId => current.FirmId;

    protected abstract string Schema { get; }

    /// <summary>Tells the other modules, in the same commit as the change itself.</summary>
    public void Announce(object integrationEvent) => Enqueue(OutboxMessage.For(integrationEvent, clock.GetUtcNow()));

    /// <summary>Sends a mail, in the same commit as the change that is its reason.</summary>
    public void Send(Letter letter) => Enqueue(OutboxMessage.For(letter, clock.GetUtcNow()));

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (announced)
        {
            announced = false;
            signal.Raise();
        }

        return rows;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        modelBuilder.ApplyConfiguration(new OutboxMessage.Mapping());
        modelBuilder.ApplyConfiguration(new InboxMessage.Mapping());

        var filter = typeof(ModuleDb).GetMethod(nameof(FilterByFirm), BindingFlags.Instance | BindingFlags.NonPublic)!;
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IFirmOwned))).ToList())
            filter.MakeGenericMethod(type.ClrType).Invoke(this, [modelBuilder]);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<decimal>().HavePrecision(19, 4);
    }

    private void FilterByFirm<T>(ModelBuilder modelBuilder)
        where T : class, IFirmOwned =>
        modelBuilder.Entity<T>().HasQueryFilter(FirmFilter, row => row.FirmId == FirmId);

    private void Enqueue(OutboxMessage message)
    {
        Outbox.Add(message);
        announced = true;
    }
}
