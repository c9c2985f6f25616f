using VendorSimulator.Books;
using VendorSimulator.Codat.Contracts;

namespace VendorSimulator.Codat;

/// <summary>The data types read from a company's books.</summary>
internal static class DataEndpoints
{
    public static void MapData(this RouteGroupBuilder codat)
    {
        codat.MapGet("/companies/{companyId:guid}/data/info", (HttpContext context, Guid companyId, CodatReader reader) =>
            reader.WithData(context, companyId, "company", books => Results.Json(new DataMapper(books).Info())));

        Map<Account, AccountDto>(codat, "accounts", "chartOfAccounts", books => books.Chart.All, books => new DataMapper(books).Accounts());
        Map<Party, CustomerDto>(codat, "customers", "customers", books => books.Customers, books => new DataMapper(books).Customer);
        Map<Party, SupplierDto>(codat, "suppliers", "suppliers", books => books.Suppliers, books => new DataMapper(books).Supplier);
        Map<TradeDocument, InvoiceDto>(codat, "invoices", "invoices", books => books.Invoices, books => new DataMapper(books).Invoice);
        Map<TradeDocument, BillDto>(codat, "bills", "bills", books => books.Bills, books => new DataMapper(books).Bill);
        Map<Journal, JournalDto>(codat, "journals", "journals", books => books.Journals, books => new DataMapper(books).Journal);
        Map<JournalEntry, JournalEntryDto>(codat, "journalEntries", "journalEntries", books => books.Entries, books => new DataMapper(books).Entry);
        Map<Settlement, PaymentDto>(codat, "payments", "payments", books => books.Receipts, books => new DataMapper(books).Payment);
        Map<Settlement, BillPaymentDto>(codat, "billPayments", "billPayments", books => books.Payments, books => new DataMapper(books).BillPayment);
    }

    private static void Map<TSource, TItem>(
        RouteGroupBuilder codat,
        string path,
        string dataType,
        Func<CompanyBooks, IReadOnlyList<TSource>> source,
        Func<CompanyBooks, Func<TSource, TItem>> mapper) =>
        codat.MapGet($"/companies/{{companyId:guid}}/data/{path}", (HttpContext context, Guid companyId, CodatReader reader) =>
            reader.WithData(context, companyId, dataType, books => Paging.Answer(context, source(books), mapper(books))));
}
