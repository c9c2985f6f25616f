namespace VendorSimulator.Codat.Contracts;

internal sealed record MetadataDto(bool IsDeleted)
{
    public static readonly MetadataDto Present = new(false);
}

internal sealed record NamedRef(string Id, string Name);

internal sealed record CustomerRef(string Id, string CompanyName);

internal sealed record SupplierRef(string Id, string SupplierName);

internal sealed record RecordRef(string Id, string DataType);

internal sealed record AddressDto(string Type, string City, string Country);

internal sealed record AccountDto(
    string Id,
    string NominalCode,
    string Name,
    string FullyQualifiedCategory,
    string FullyQualifiedName,
    string Currency,
    decimal CurrentBalance,
    string Type,
    string Status,
    bool IsBankAccount,
    string ModifiedDate,
    MetadataDto Metadata);

internal sealed record CustomerDto(
    string Id,
    string CustomerName,
    string EmailAddress,
    string DefaultCurrency,
    IReadOnlyList<AddressDto> Addresses,
    string TaxNumber,
    string Status,
    string ModifiedDate,
    MetadataDto Metadata);

internal sealed record SupplierDto(
    string Id,
    string SupplierName,
    string EmailAddress,
    string DefaultCurrency,
    IReadOnlyList<AddressDto> Addresses,
    string TaxNumber,
    string Status,
    string ModifiedDate,
    MetadataDto Metadata);

internal sealed record JournalDto(
    string Id, string JournalCode, string Name, string Type, bool HasChildren, string Status, string ModifiedDate, MetadataDto Metadata);

internal sealed record ContactRef(string Id, string DataType);

internal sealed record JournalLineDto(string Description, decimal NetAmount, string Currency, NamedRef AccountRef, ContactRef? ContactRef);

internal sealed record JournalEntryDto(
    string Id,
    string Description,
    string PostedOn,
    string CreatedOn,
    string UpdatedOn,
    NamedRef JournalRef,
    IReadOnlyList<JournalLineDto> JournalLines,
    RecordRef? RecordRef,
    string ModifiedDate,
    string SourceModifiedDate,
    MetadataDto Metadata);

internal sealed record DocumentLineDto(
    string Description,
    decimal UnitAmount,
    decimal Quantity,
    decimal DiscountAmount,
    decimal SubTotal,
    decimal TaxAmount,
    decimal TotalAmount,
    NamedRef AccountRef);

internal sealed record AllocationPaymentDto(string Id, NamedRef AccountRef, string Currency, string PaidOnDate, decimal TotalAmount);

internal sealed record AllocationAmountDto(string Currency, string AllocatedOnDate, decimal TotalAmount);

internal sealed record AllocationDto(AllocationPaymentDto Payment, AllocationAmountDto Allocation);

internal sealed record InvoiceDto(
    string Id,
    string InvoiceNumber,
    CustomerRef CustomerRef,
    string IssueDate,
    string DueDate,
    string? PaidOnDate,
    string Currency,
    decimal CurrencyRate,
    IReadOnlyList<DocumentLineDto> LineItems,
    IReadOnlyList<AllocationDto> PaymentAllocations,
    decimal TotalDiscount,
    decimal SubTotal,
    decimal TotalTaxAmount,
    decimal TotalAmount,
    decimal AmountDue,
    string Status,
    string ModifiedDate,
    string SourceModifiedDate,
    MetadataDto Metadata);

internal sealed record BillDto(
    string Id,
    string Reference,
    SupplierRef SupplierRef,
    string IssueDate,
    string DueDate,
    string Currency,
    decimal CurrencyRate,
    IReadOnlyList<DocumentLineDto> LineItems,
    IReadOnlyList<AllocationDto> PaymentAllocations,
    decimal SubTotal,
    decimal TaxAmount,
    decimal TotalAmount,
    decimal AmountDue,
    string Status,
    string ModifiedDate,
    string SourceModifiedDate,
    MetadataDto Metadata);

internal sealed record PaymentLinkDto(string Type, string Id, decimal Amount);

internal sealed record PaymentLineDto(decimal Amount, IReadOnlyList<PaymentLinkDto> Links, string AllocatedOnDate);

internal sealed record PaymentDto(
    string Id,
    CustomerRef CustomerRef,
    NamedRef AccountRef,
    decimal TotalAmount,
    string Currency,
    decimal CurrencyRate,
    string Date,
    IReadOnlyList<PaymentLineDto> Lines,
    string ModifiedDate,
    MetadataDto Metadata);

internal sealed record BillPaymentDto(
    string Id,
    SupplierRef SupplierRef,
    NamedRef AccountRef,
    decimal TotalAmount,
    string Currency,
    decimal CurrencyRate,
    string Date,
    IReadOnlyList<PaymentLineDto> Lines,
    string ModifiedDate,
    MetadataDto Metadata);

internal sealed record PhoneDto(string Number, string Type);

internal sealed record CompanyInfoDto(
    string CompanyName,
    string AccountingPlatformRef,
    string CompanyLegalName,
    IReadOnlyList<AddressDto> Addresses,
    IReadOnlyList<PhoneDto> PhoneNumbers,
    string RegistrationNumber,
    string TaxNumber,
    string FinancialYearStartDate,
    string BaseCurrency,
    string CreatedDate);
