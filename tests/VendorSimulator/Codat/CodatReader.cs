using VendorSimulator.Books;
using VendorSimulator.Companies;
using VendorSimulator.State;

namespace VendorSimulator.Codat;

/// <summary>Finds what a request may read, or says with Codat's own error why it may not.</summary>
internal sealed class CodatReader(CompanyDirectory directory, PullOperations pulls)
{
    public IResult WithCompany(HttpContext context, Guid companyId, Func<CompanyView, IResult> answer) =>
        directory.Find(companyId, CodatClient.Of(context)) is { } company ? answer(company) : CodatError.NoCompany(companyId);

    /// <summary>The fetched books: 404 without a linked package, 409 before the data type was ever fetched.</summary>
    public IResult WithData(HttpContext context, Guid companyId, string dataType, Func<CompanyBooks, IResult> answer) =>
        WithCompany(context, companyId, company => company.Link?.State switch
        {
            null or LinkState.Unlinked => CodatError.NotFound($"No data available for {dataType} for ID {companyId:N}"),
            _ when pulls.LastGood(company, dataType) is { } good => answer(directory.Books(company, good.Revision)),
            _ => CodatError.Conflict(),
        });

    /// <summary>Reports have no 409 in the specification: what is not there yet is not found.</summary>
    public IResult WithReport(HttpContext context, Guid companyId, string report, string dataType, Func<CompanyBooks, IResult> answer) =>
        WithCompany(context, companyId, company => IsAvailable(company, dataType)
            ? answer(directory.Books(company, pulls.LastGood(company, dataType)!.Revision))
            : CodatError.NotFound($"No data available for {report} for ID {companyId:N}"));

    public bool IsAvailable(CompanyView company, string dataType) =>
        company.Link is { State: not LinkState.Unlinked } && pulls.LastGood(company, dataType) is not null;
}
