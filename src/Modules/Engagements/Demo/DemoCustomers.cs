using System.Globalization;
using DataRefresh.Contracts;
using Engagements.Contacts;
using Engagements.Contracts;
using Engagements.Customers;
using Engagements.Engaging;
using Engagements.Eula;
using Engagements.Firms;
using Engagements.Requests;
using SharedKernel.Access;
using SharedKernel.Modules;

namespace Engagements.Demo;

/// <summary>Customers, contacts, engagements and two EULA versions for the demo's two firms.</summary>
internal sealed class DemoCustomers(IServiceScopeFactory scopes, TimeProvider clock) : IDemoData
{
    private static readonly string[] Packages =
        ["exact-online", "xero", "quickbooks-online", "exact-online", "freeagent", "sage-accounting", "xero", "winbooks", "exact-online", "sage-bob", "quickbooks-online", "other"];

    private static readonly string[] Labels = ["Gold", "Silver", "VAT monthly"];

    public int Order => 20;

    public async Task Seed(CancellationToken token)
    {
        await Fill("admin@demo.example", everybody: true, token);
        await Fill("admin@other.example", everybody: false, token);
    }

    // Nobody is signed in and no firm is known yet: each firm is found by its administrator, and then entered.
    private async Task Fill(string administrator, bool everybody, CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EngagementsDb>();
        var admin = await db.Staff.IgnoreQueryFilters().FirstOrDefaultAsync(s => s.Email == administrator, token);
        if (admin is null)
            return;
        scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(admin.FirmId);
        if (await db.Customers.AnyAsync(token))
            return;

        var staff = await db.Staff.Where(s => s.Active && !s.Deleted).OrderBy(s => s.Email).ToListAsync(token);
        var plan = new DemoPlan(admin, staff, clock.GetUtcNow());
        var names = everybody ? DemoNames.Companies : DemoNames.Companies[..5];
        for (var i = 0; i < names.Length; i++)
            Company(db, plan, i, names[i]);
        for (var i = 0; everybody && i < DemoNames.Persons.Length; i++)
            Person(db, plan, names.Length + i, DemoNames.Persons[i]);

        await Agree(db, plan, token);
        await db.AnnounceChanged(plan.Engagements, token);
        await db.SaveChangesAsync(token);
    }

    private static void Company(EngagementsDb db, DemoPlan plan, int i, DemoName name)
    {
        var main = i == 0 && plan.IsMain;
        var domain = main ? "customer.example" : $"customer{i + 1}.example";
        Customer(db, plan, i, name.Contact, main ? "contact@customer.example" : $"office@{domain}", new CustomerFacts(
            CustomerKind.Company, name.Name, null, null, $"info@{domain}", "+32 2 555 " + (1000 + i).ToString(CultureInfo.InvariantCulture), name.Language,
            $"{i + 1} Demo Street", (1000 + (i * 37)).ToString(CultureInfo.InvariantCulture), name.City, name.Country,
            i % 4 == 0 ? Labels[i / 4 % Labels.Length] : null, DemoNumbers.For(name.Country, i), plan.Responsible(i)));
    }

    private static void Person(EngagementsDb db, DemoPlan plan, int i, (string First, string Last, string Language, string Country, string City) name) =>
        Customer(db, plan, i, $"{name.First} {name.Last}", $"person{i + 1}@home.example", new CustomerFacts(
            CustomerKind.Person, null, name.First, name.Last, $"person{i + 1}@home.example", null, name.Language,
            $"{i + 1} Demo Street", (1000 + (i * 37)).ToString(CultureInfo.InvariantCulture), name.City, name.Country, "Private", null, plan.Responsible(i)));

    private static void Customer(EngagementsDb db, DemoPlan plan, int i, string contactName, string email, CustomerFacts facts)
    {
        var customer = Customers.Customer.Create(plan.Admin.FirmId, facts, plan.Now.AddDays(-200 + i));
        var contact = Contact.Create(plan.Admin.FirmId, customer.Id, contactName, email, facts.Language);
        db.Customers.Add(customer);
        db.Contacts.Add(contact);
        db.Announce(contact.ToEvent(customer.Name, plan.Admin.FullName));
        for (var n = 0; n < (i % 10 == 0 ? 2 : 1); n++)
        {
            var engagement = Engagement.Create(plan.Admin.FirmId, customer.Id, plan.Admin.Id, Facts(plan, i, n, customer, contact), plan.Now.AddDays(-190 + i));
            db.Engagements.Add(engagement);
            if (plan.AskedAt(i) is { } asked)
                Ask(db, plan, engagement, contact, asked);
            plan.Engagements.Add(engagement);
            plan.Contacts[engagement.Id] = contact;
        }
    }

    private static void Ask(EngagementsDb db, DemoPlan plan, Engagement engagement, Contact contact, DateTimeOffset asked)
    {
        engagement.RequestData(asked);
        var request = InformationRequest.Send(engagement, contact, RequestKind.Data, RequestSteps.Package | RequestSteps.Access, plan.Admin.FullName, asked);
        db.Requests.Add(request);
        if (request.IsOpen(plan.Now))
            return;
        request.End(RequestState.Expired, request.ExpiresAt);
        engagement.RequestExpired(request.ExpiresAt);
    }

    private static EngagementFacts Facts(DemoPlan plan, int i, int n, Customer customer, Contact contact) => new(
        n == 0 ? customer.Name[..Math.Min(customer.Name.Length, 120)] : $"{customer.Name} – spend",
        contact.Id, plan.Owner(i), plan.Team(i), n == 1 ? "xero" : Packages[i % Packages.Length],
        string.Create(CultureInfo.InvariantCulture, $"DR-{1000 + (i * 2) + n}"),
        n == 1 ? RequestedScope.SpendDetail : i % 5 == 0 ? RequestedScope.Both : RequestedScope.Financials,
        DemoPlan.HasCover(i) ? DateOnly.FromDateTime(plan.Now.AddDays(-180 + i).UtcDateTime) : null,
        DemoPlan.HasCover(i) ? "Service agreement, annex 3" : null, i % 9 == 0 ? 7 : 1, null);

    // Two versions; some contacts stopped at the first, some never accepted any.
    private static async Task Agree(EngagementsDb db, DemoPlan plan, CancellationToken token)
    {
        await db.SaveChangesAsync(token);
        for (var number = 1; number <= 2; number++)
        {
            var published = plan.Now.AddDays(number == 1 ? -150 : -20);
            var version = EulaVersion.Start(plan.Admin.FirmId, DemoEula.Texts(number), material: true);
            version.Publish(number, plan.Admin.Id, published);
            db.EulaVersions.Add(version);
            db.Announce(new EulaPublished(plan.Admin.FirmId, number, number, published));
            for (var i = 0; i < plan.Engagements.Count; i++)
            {
                if (!plan.Accepts(i, number))
                    continue;
                var contact = plan.Contacts[plan.Engagements[i].Id];
                db.Acceptances.Add(EulaAcceptance.Of(
                    plan.Engagements[i].Id, number, contact, contact.Language, "192.0.2.10", published.AddHours(6 + (i * 5))));
                plan.Engagements[i].Accept(number);
            }
        }
    }
}
