using Identity.Accounts;
using Identity.Contacts;
using Identity.Firms;
using Identity.Links;
using Identity.Memberships;
using Identity.SignIns;
using Identity.Trials;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace Identity;

internal sealed class IdentityDb(DbContextOptions<IdentityDb> options, Current current, TimeProvider clock, OutboxSignal signal)
    : ModuleDb(options, current, clock, signal)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Firm> Firms => Set<Firm>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Link> Links => Set<Link>();

    public DbSet<EndedContact> EndedContacts => Set<EndedContact>();

    public DbSet<SignInTries> SignInTries => Set<SignInTries>();

    public DbSet<Trial> Trials => Set<Trial>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    // Whoever signs in or follows a link has no firm yet, and an account may be at home in several. These are the
    // only ways around the firm filter; each use starts from one account, one membership or one link.
    public IQueryable<Membership> MembershipsEverywhere => Memberships.IgnoreQueryFilters([FirmFilter]);

    public IQueryable<Link> LinksEverywhere => Links.IgnoreQueryFilters([FirmFilter]);

    public IQueryable<Firm> FirmsEverywhere => Firms.IgnoreQueryFilters([FirmFilter]);

    protected override string Schema => "identity";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Firm>().HasQueryFilter(FirmFilter, firm => firm.Id == FirmId);
    }
}
