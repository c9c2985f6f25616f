using System.Text.RegularExpressions;
using VendorSimulator.Codat.Contracts;
using VendorSimulator.Companies;

namespace VendorSimulator.Codat;

/// <summary>Companies and their connections.</summary>
internal static partial class CompanyEndpoints
{
    public static void MapCompanies(this RouteGroupBuilder codat)
    {
        codat.MapGet("/companies", List);
        codat.MapPost("/companies", Create);
        codat.MapGet("/companies/{companyId:guid}", (HttpContext context, Guid companyId, CodatReader reader, CompanyMapper mapper) =>
            reader.WithCompany(context, companyId, company => Results.Json(mapper.Company(context.Request, company))));
        codat.MapDelete("/companies/{companyId:guid}", (HttpContext context, Guid companyId, CompanyDirectory directory) =>
            directory.Delete(companyId, CodatClient.Of(context)) ? Results.NoContent() : CodatError.NoCompany(companyId));
        codat.MapGet("/companies/{companyId:guid}/connections", (HttpContext context, Guid companyId, CodatReader reader, CompanyMapper mapper) =>
            reader.WithCompany(context, companyId, company =>
                Paging.Answer(context, mapper.Connections(context.Request, company), connection => connection)));
        codat.MapGet("/companies/{companyId:guid}/connections/{connectionId:guid}", GetConnection);
    }

    private static IResult List(HttpContext context, CompanyDirectory directory, CompanyMapper mapper)
    {
        var companies = directory.List(CodatClient.Of(context));
        if (context.Request.Query["tags"].ToString() is { Length: > 0 } tags)
        {
            if (TagQuery.Parse(tags) is not { } matches)
                return CodatError.BadRequest("Error parsing query - Malformed query.");
            companies = [.. companies.Where(company => matches(company.Tags))];
        }

        return Paging.Answer(context, companies, company => mapper.Company(context.Request, company));
    }

    private static IResult Create(HttpContext context, CompanyRequest request, CompanyDirectory directory, CompanyMapper mapper)
    {
        // Codat creates the company all the same, without the characters it does not allow.
        var name = Forbidden().Replace(request.Name ?? "", "").Trim();
        if (name.Length == 0)
            return CodatError.BadRequest("Error processing request - the name of the company is missing.");

        var company = directory.Create(CodatClient.Of(context), name, request.Description ?? "", request.Tags ?? []);
        return Results.Json(mapper.Company(context.Request, company));
    }

    private static IResult GetConnection(
        HttpContext context, Guid companyId, Guid connectionId, CodatReader reader, CompanyMapper mapper) =>
        reader.WithCompany(context, companyId, company =>
            mapper.Connections(context.Request, company).FirstOrDefault(connection => connection.Id == connectionId) is { } found
                ? Results.Json(found)
                : CodatError.NotFound($"Data connection {connectionId} not found"));

    [GeneratedRegex(@"[^A-Za-z0-9\s\-',&@.?!]", RegexOptions.None, 1000)]
    private static partial Regex Forbidden();
}
