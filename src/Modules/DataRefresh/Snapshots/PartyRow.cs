namespace DataRefresh.Snapshots;

/// <summary>One customer or supplier in the books (not a customer of the firm).</summary>
/// <param name="Country">As the package has it, not normalised.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record PartyRow(
    string Id,
    string? Name,
    string? ContactName,
    string? Email,
    string? Phone,
    string? RegistrationNumber,
    string? TaxNumber,
    string? Address,
    string? City,
    string? PostalCode,
    string? Country,
    string? Currency,
    bool IsActive);
