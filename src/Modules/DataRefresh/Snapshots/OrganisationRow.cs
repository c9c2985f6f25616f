namespace DataRefresh.Snapshots;

/// <summary>Whose books these are. The data set has one row.</summary>
/// <param name="BaseCurrency">ISO 4217; the currency of every amount that names none. Null where the vendor does not say.</param>
/// <param name="FinancialYearStart">First day of some financial year: only its day and month are to be used.</param>
/// <param name="LockedUntil">Last day that the package has closed for posting.</param>
public sealed record OrganisationRow(
    string Name,
    string? LegalName,
    string? RegistrationNumber,
    string? TaxNumber,
    string? BaseCurrency,
    DateOnly? FinancialYearStart,
    DateOnly? LockedUntil);
