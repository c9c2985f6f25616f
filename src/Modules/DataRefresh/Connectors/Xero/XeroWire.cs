using System.Text.Json.Serialization;

namespace DataRefresh.Connectors.Xero;

// What we read of Xero's answers, by the names of its specification ("Xero Accounting API"). Everything may be missing, and
// only what a row cannot be without is checked when it is mapped. Dates stay text: they come in two ways.

internal sealed record XeroConnection(
    [property: JsonPropertyName("tenantId")] Guid? TenantId,
    [property: JsonPropertyName("tenantType")] string? TenantType,
    [property: JsonPropertyName("tenantName")] string? TenantName);

internal sealed record XeroOrganisation(
    string? Name,
    string? LegalName,
    string? RegistrationNumber,
    string? TaxNumber,
    string? BaseCurrency,
    int? FinancialYearEndDay,
    int? FinancialYearEndMonth,
    string? PeriodLockDate,
    string? EndOfYearLockDate);

internal sealed record XeroOrganisations(List<XeroOrganisation>? Organisations);

internal sealed record XeroAccount(
    [property: JsonPropertyName("AccountID")] string? AccountId,
    string? Code,
    string? Name,
    string? Type,
    string? Status,
    string? Class,
    string? SystemAccount,
    string? CurrencyCode);

internal sealed record XeroAddress(
    string? AddressType, string? AddressLine1, string? AddressLine2, string? City, string? PostalCode, string? Country);

internal sealed record XeroPhone(string? PhoneType, string? PhoneCountryCode, string? PhoneAreaCode, string? PhoneNumber);

internal sealed record XeroContact(
    [property: JsonPropertyName("ContactID")] string? ContactId,
    string? ContactStatus,
    string? Name,
    string? FirstName,
    string? LastName,
    string? EmailAddress,
    string? CompanyNumber,
    string? TaxNumber,
    string? DefaultCurrency,
    bool? IsCustomer,
    bool? IsSupplier,
    List<XeroAddress>? Addresses,
    List<XeroPhone>? Phones);

internal sealed record XeroLine(
    string? Description,
    decimal? Quantity,
    [property: JsonPropertyName("AccountID")] string? AccountId,
    string? AccountCode,
    decimal? LineAmount,
    decimal? TaxAmount);

internal sealed record XeroInvoice(
    [property: JsonPropertyName("InvoiceID")] string? InvoiceId,
    string? Type,
    string? InvoiceNumber,
    string? Reference,
    XeroContact? Contact,
    string? Date,
    string? DateString,
    string? DueDate,
    string? DueDateString,
    string? FullyPaidOnDate,
    string? Status,
    string? LineAmountTypes,
    string? CurrencyCode,
    decimal? CurrencyRate,
    decimal? SubTotal,
    decimal? TotalTax,
    decimal? Total,
    decimal? AmountDue,
    decimal? AmountPaid,
    decimal? AmountCredited,
    List<XeroLine>? LineItems);

internal sealed record XeroJournalLine(
    [property: JsonPropertyName("AccountID")] string? AccountId, string? AccountName, string? Description, decimal? NetAmount);

internal sealed record XeroJournal(
    [property: JsonPropertyName("JournalID")] string? JournalId,
    string? JournalDate,
    long? JournalNumber,
    string? Reference,
    [property: JsonPropertyName("SourceID")] string? SourceId,
    string? SourceType,
    List<XeroJournalLine>? JournalLines);

internal sealed record XeroAttribute(string? Id, string? Value);

internal sealed record XeroCell(string? Value, List<XeroAttribute>? Attributes);

internal sealed record XeroReportRow(string? RowType, string? Title, List<XeroCell>? Cells, List<XeroReportRow>? Rows);

internal sealed record XeroReport(List<XeroReportRow>? Rows);

internal sealed record XeroReports(List<XeroReport>? Reports);

internal sealed record XeroPaging(
    [property: JsonPropertyName("page")] int? Page,
    [property: JsonPropertyName("pageCount")] int? PageCount,
    [property: JsonPropertyName("itemCount")] long? ItemCount);

/// <summary>A page of a list without its records.</summary>
internal sealed record XeroPage([property: JsonPropertyName("pagination")] XeroPaging? Pagination);

[JsonSourceGenerationOptions(RespectNullableAnnotations = false)]
[JsonSerializable(typeof(List<XeroConnection>))]
[JsonSerializable(typeof(XeroOrganisations))]
[JsonSerializable(typeof(XeroAccount))]
[JsonSerializable(typeof(XeroContact))]
[JsonSerializable(typeof(XeroInvoice))]
[JsonSerializable(typeof(XeroJournal))]
[JsonSerializable(typeof(XeroReports))]
[JsonSerializable(typeof(XeroPage))]
internal sealed partial class XeroJson : JsonSerializerContext;
