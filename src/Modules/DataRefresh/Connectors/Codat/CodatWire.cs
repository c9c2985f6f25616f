using System.Text.Json.Serialization;

namespace DataRefresh.Connectors.Codat;

// What we read of Codat's answers, by the names of its specification ("Lending", version 3.0.0). Everything may be missing:
// packages differ in what they fill, and only what a row cannot be without is checked when it is mapped. Dates stay text,
// because the same field comes with and without time and offset.

internal sealed record CodatCompany(string? Id, string? Name, string? Redirect, Dictionary<string, string?>? Tags);

internal sealed record CodatConnection(string? Id, string? SourceType, string? Status);

internal sealed record CodatSyncState(string? CurrentStatus, string? LastSuccessfulSync, string? LatestSyncId);

internal sealed record CodatInfo(
    string? CompanyName,
    string? CompanyLegalName,
    string? RegistrationNumber,
    string? TaxNumber,
    string? BaseCurrency,
    string? FinancialYearStartDate,
    string? LedgerLockDate);

internal sealed record CodatMetadata(bool? IsDeleted);

internal sealed record CodatAccount(
    string? Id,
    string? NominalCode,
    string? Name,
    string? FullyQualifiedCategory,
    string? Currency,
    decimal? CurrentBalance,
    string? Type,
    string? Status,
    bool? IsBankAccount,
    CodatMetadata? Metadata);

internal sealed record CodatRef(string? Id, string? Name, string? CompanyName, string? SupplierName, string? DataType);

internal sealed record CodatJournalLine(
    string? Description,
    decimal? NetAmount,
    decimal? TransactionAmount,
    string? Currency,
    string? TransactionCurrency,
    CodatRef? AccountRef,
    CodatRef? ContactRef);

internal sealed record CodatJournalEntry(
    string? Id,
    string? Description,
    string? PostedOn,
    string? CreatedOn,
    CodatRef? JournalRef,
    CodatRef? RecordRef,
    List<CodatJournalLine>? JournalLines,
    CodatMetadata? Metadata);

internal sealed record CodatAddress(string? Type, string? Line1, string? Line2, string? City, string? Country, string? PostalCode);

internal sealed record CodatParty(
    string? Id,
    string? CustomerName,
    string? SupplierName,
    string? ContactName,
    string? EmailAddress,
    string? Phone,
    string? RegistrationNumber,
    string? TaxNumber,
    string? DefaultCurrency,
    string? Status,
    List<CodatAddress>? Addresses,
    CodatMetadata? Metadata);

internal sealed record CodatInvoiceLine(
    string? Description,
    decimal? Quantity,
    decimal? SubTotal,
    decimal? TaxAmount,
    CodatRef? AccountRef);

internal sealed record CodatInvoice(
    string? Id,
    string? InvoiceNumber,
    string? Reference,
    CodatRef? CustomerRef,
    CodatRef? SupplierRef,
    string? IssueDate,
    string? DueDate,
    string? PaidOnDate,
    string? Currency,
    decimal? CurrencyRate,
    decimal? SubTotal,
    decimal? TotalTaxAmount,
    decimal? TaxAmount,
    decimal? TotalAmount,
    decimal? AmountDue,
    string? Status,
    List<CodatInvoiceLine>? LineItems,
    CodatMetadata? Metadata);

internal sealed record CodatLine(string? AccountId, string? Name, decimal? Value, List<CodatLine>? Items);

internal sealed record CodatBalanceSheet(string? Date, CodatLine? Assets, CodatLine? Liabilities, CodatLine? Equity, decimal? NetAssets);

internal sealed record CodatBalanceSheets(string? Currency, List<CodatBalanceSheet>? Reports);

internal sealed record CodatProfitAndLoss(
    string? FromDate,
    string? ToDate,
    CodatLine? Income,
    CodatLine? CostOfSales,
    CodatLine? Expenses,
    CodatLine? OtherIncome,
    CodatLine? OtherExpenses,
    decimal? NetProfit);

internal sealed record CodatProfitAndLosses(string? Currency, List<CodatProfitAndLoss>? Reports);

internal sealed record CodatAgedAmount(string? FromDate, string? ToDate, decimal? Amount);

internal sealed record CodatAgedCurrency(string? Currency, List<CodatAgedAmount>? AgedOutstandingAmounts);

internal sealed record CodatAgedParty(
    string? CustomerId,
    string? CustomerName,
    string? SupplierId,
    string? SupplierName,
    List<CodatAgedCurrency>? AgedCurrencyOutstanding);

internal sealed record CodatAgedReport(List<CodatAgedParty>? Data);

internal sealed record CodatLink(string? Href);

internal sealed record CodatLinks(CodatLink? Next);

/// <summary>A page of a list without its records.</summary>
internal sealed record CodatPage(int? TotalResults, [property: JsonPropertyName("_links")] CodatLinks? Links);

/// <summary>What we send to make a company.</summary>
internal sealed record CodatNewCompany(string Name, string Description, Dictionary<string, string> Tags);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = false)]
[JsonSerializable(typeof(CodatCompany))]
[JsonSerializable(typeof(CodatConnection))]
[JsonSerializable(typeof(Dictionary<string, CodatSyncState>))]
[JsonSerializable(typeof(CodatInfo))]
[JsonSerializable(typeof(CodatAccount))]
[JsonSerializable(typeof(CodatJournalEntry))]
[JsonSerializable(typeof(CodatParty))]
[JsonSerializable(typeof(CodatInvoice))]
[JsonSerializable(typeof(CodatBalanceSheets))]
[JsonSerializable(typeof(CodatProfitAndLosses))]
[JsonSerializable(typeof(CodatAgedParty))]
[JsonSerializable(typeof(CodatAgedReport))]
[JsonSerializable(typeof(CodatPage))]
[JsonSerializable(typeof(CodatNewCompany))]
[JsonSerializable(typeof(bool))]
internal sealed partial class CodatJson : JsonSerializerContext;
