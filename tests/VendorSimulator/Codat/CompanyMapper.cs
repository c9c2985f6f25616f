using VendorSimulator.Codat.Contracts;
using VendorSimulator.Companies;
using VendorSimulator.State;

namespace VendorSimulator.Codat;

/// <summary>Writes companies and connections in Codat's shape.</summary>
internal sealed class CompanyMapper(PullOperations pulls)
{
    public CompanyDto Company(HttpRequest request, CompanyView company) => new(
        company.Id,
        company.Name,
        company.Description,
        LinkUrl(request, company.Id),
        pulls.LastSync(company),
        CodatJson.Moment(company.Created),
        "API",
        [],
        company.Tags,
        [.. Connections(request, company)],
        []);

    public IReadOnlyList<ConnectionDto> Connections(HttpRequest request, CompanyView company)
    {
        if (company.Link is not { } link)
            return [];

        var package = AccountingPackage.Find(link.PackageKey)!;
        return
        [
            new ConnectionDto(
                link.Id,
                package.IntegrationId,
                package.Key,
                package.SourceId,
                "Accounting",
                package.Name,
                LinkUrl(request, company.Id),
                link.State.ToString(),
                pulls.LastSync(company),
                CodatJson.Moment(link.Created),
                link.State == LinkState.Deauthorized
                    ? [new("401", "Unauthorized", "The accounting package no longer grants access.", CodatJson.Moment(link.Created), "Active")]
                    : []),
        ];
    }

    private static string LinkUrl(HttpRequest request, Guid companyId) => $"{request.Scheme}://{request.Host}/codat-link/{companyId}";
}
