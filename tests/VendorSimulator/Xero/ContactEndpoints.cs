using VendorSimulator.Books;
using static VendorSimulator.Xero.XeroJson;

namespace VendorSimulator.Xero;

/// <summary>Customers and suppliers, which are one list in Xero.</summary>
internal static class ContactEndpoints
{
    private sealed record Contact(Party Party, bool IsCustomer);

    public static void MapContacts(this RouteGroupBuilder accounting) =>
        accounting.MapGet("/Contacts", List).WithMetadata(new NeedsScope("accounting.contacts", "accounting.contacts.read"));

    private static IResult List(HttpContext context, XeroBooks books, TimeProvider clock)
    {
        var read = books.Of(context);
        var fields = new Dictionary<string, Func<Contact, object?>>
        {
            ["Name"] = contact => contact.Party.Name,
            ["ContactStatus"] = _ => "ACTIVE",
            ["IsCustomer"] = contact => contact.IsCustomer,
            ["IsSupplier"] = contact => !contact.IsCustomer,
            ["EmailAddress"] = contact => contact.Party.Email,
        };
        var all = read.Customers.Select(party => new Contact(party, true)).Concat(read.Suppliers.Select(party => new Contact(party, false)));
        var found = XeroQuery.Read(context.Request, all, fields, _ => read.Start.ToDateTime(TimeOnly.MinValue), out var problem);
        if (found is null)
            return problem!;

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return XeroPaging.Answer(context.Request, clock, "Contacts", found, (contact, _) => Shape(contact, read, today));
    }

    private static object Shape(Contact contact, CompanyBooks books, DateOnly today) => new
    {
        ContactID = contact.Party.Id,
        ContactStatus = "ACTIVE",
        contact.Party.Name,
        EmailAddress = contact.Party.Email,
        contact.Party.TaxNumber,
        Addresses = new[] { new { AddressType = "STREET", contact.Party.City, contact.Party.Country } },
        Phones = Array.Empty<object>(),
        UpdatedDateUTC = Day(books.Start),
        ContactGroups = Array.Empty<object>(),
        IsSupplier = !contact.IsCustomer,
        contact.IsCustomer,
        DefaultCurrency = books.Currency,
        Balances = new
        {
            AccountsReceivable = Balance(contact, books.Invoices, today),
            AccountsPayable = Balance(contact, books.Bills, today),
        },
        HasAttachments = false,
        HasValidationErrors = false,
    };

    private static object Balance(Contact contact, IReadOnlyList<TradeDocument> documents, DateOnly today)
    {
        var open = documents.Where(document => document.Party.Id == contact.Party.Id && document.Due != 0).ToList();
        return new
        {
            Outstanding = Money(open.Sum(document => document.Due)),
            Overdue = Money(open.Where(document => document.DueDate < today).Sum(document => document.Due)),
        };
    }
}
