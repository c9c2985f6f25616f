namespace VendorSimulator.Xero;

/// <summary>Sales invoices and bills.</summary>
internal static class InvoiceEndpoints
{
    private static readonly Dictionary<string, Func<XeroInvoice, object?>> Fields = new()
    {
        ["Type"] = invoice => invoice.Type,
        ["Status"] = invoice => invoice.Status,
        ["InvoiceNumber"] = invoice => invoice.Document.Number,
        ["Date"] = invoice => invoice.Document.IssueDate,
        ["DueDate"] = invoice => invoice.Document.DueDate,
        ["AmountDue"] = invoice => XeroJson.Money(invoice.Due),
        ["Total"] = invoice => XeroJson.Money(invoice.Document.Total),
    };

    public static void MapInvoices(this RouteGroupBuilder accounting) => accounting.MapGet("/Invoices", List).WithMetadata(new NeedsScope(
        "accounting.transactions", "accounting.transactions.read", "accounting.invoices", "accounting.invoices.read"));

    private static IResult List(HttpContext context, XeroBooks books, TimeProvider clock)
    {
        var read = books.Of(context);
        var all = XeroInvoice.Of(read);
        if (Listed(context.Request, "Statuses") is { Count: > 0 } statuses)
            all = all.Where(invoice => statuses.Contains(invoice.Status));
        if (Listed(context.Request, "IDs") is { Count: > 0 } ids)
            all = all.Where(invoice => ids.Contains(invoice.Document.Id));
        if (Listed(context.Request, "ContactIDs") is { Count: > 0 } contacts)
            all = all.Where(invoice => contacts.Contains(invoice.Document.Party.Id));

        return XeroQuery.Read(context.Request, all, Fields, invoice => invoice.Modified, out var problem) is { } found
            ? XeroPaging.Answer(context.Request, clock, "Invoices", found, (invoice, withLines) => invoice.Shape(read, withLines))
            : problem!;
    }

    private static HashSet<string> Listed(HttpRequest request, string name) => new(
        request.Query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        StringComparer.OrdinalIgnoreCase);
}
