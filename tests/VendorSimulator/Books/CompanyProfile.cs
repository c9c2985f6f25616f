namespace VendorSimulator.Books;

/// <summary>How much business a company does.</summary>
internal enum CompanySize
{
    Tiny,
    Small,
    Medium,
    Large,
}

/// <summary>What the books of a company are generated from.</summary>
internal sealed record CompanyProfile(
    Guid Id,
    string Name,
    Country Country,
    int FinancialYearStartMonth,
    CompanySize Size,
    bool HostileNames);

/// <summary>A country with the tax and currency its companies use.</summary>
internal sealed record Country(string Name, string Code, string Currency, int VatPercent, string City, string TaxPrefix);

/// <summary>A change of the books that came with a refresh: its number is the revision it produced.</summary>
internal sealed record BookRevision(int Number, DateTime At);

/// <summary>A transaction posted from outside, in the books from a revision on.</summary>
internal sealed record ManualPosting(
    int FromRevision,
    DateOnly Date,
    string Description,
    string DebitAccount,
    string CreditAccount,
    long Cents,
    DateTime At);
