using Engagements.Contacts;
using Engagements.Customers;
using Engagements.Engaging;
using Engagements.Eula;
using Engagements.Firms;
using Engagements.MailTemplates;
using Engagements.Requests;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace Engagements;

internal sealed class EngagementsDb(DbContextOptions<EngagementsDb> options, Current current, TimeProvider clock, OutboxSignal signal)
    : ModuleDb(options, current, clock, signal)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<Engagement> Engagements => Set<Engagement>();

    public DbSet<EulaVersion> EulaVersions => Set<EulaVersion>();

    public DbSet<EulaAcceptance> Acceptances => Set<EulaAcceptance>();

    public DbSet<MailTemplate> MailTemplates => Set<MailTemplate>();

    public DbSet<InformationRequest> Requests => Set<InformationRequest>();

    public DbSet<StaffUser> Staff => Set<StaffUser>();

    public DbSet<Firm> Firms => Set<Firm>();

    protected override string Schema => "engagements";
}
