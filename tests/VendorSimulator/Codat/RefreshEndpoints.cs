using VendorSimulator.Codat.Contracts;
using VendorSimulator.Companies;
using VendorSimulator.State;

namespace VendorSimulator.Codat;

/// <summary>Asking Codat to fetch, and watching it do so.</summary>
internal static class RefreshEndpoints
{
    public static void MapRefresh(this RouteGroupBuilder codat)
    {
        codat.MapPost("/companies/{companyId:guid}/data/all", RefreshAll);
        codat.MapPost("/companies/{companyId:guid}/data/queue/{dataType}", RefreshOne);
        codat.MapGet("/companies/{companyId:guid}/dataStatus", (HttpContext context, Guid companyId, CodatReader reader, PullOperations pulls) =>
            reader.WithCompany(context, companyId, company =>
                Results.Json(PullOperations.DataTypes.ToDictionary(type => type, type => pulls.StatusOf(company, type)))));
        codat.MapGet("/companies/{companyId:guid}/data/history", (HttpContext context, Guid companyId, CodatReader reader, PullOperations pulls) =>
            reader.WithCompany(context, companyId, company => Paging.Answer(context, [.. pulls.Of(company)], operation => operation)));
        codat.MapGet("/companies/{companyId:guid}/data/history/{datasetId:guid}", GetOperation);
    }

    private static IResult RefreshAll(HttpContext context, Guid companyId, CodatReader reader, CompanyDirectory directory) =>
        reader.WithCompany(context, companyId, company => CanFetch(company)
            ? Queued(directory.Refresh(companyId, CodatClient.Of(context), dataType: null), _ => Results.NoContent(), companyId)
            : NothingLinked(companyId));

    private static IResult RefreshOne(
        HttpContext context, Guid companyId, string dataType, Guid? connectionId, CodatReader reader, CompanyDirectory directory, PullOperations pulls) =>
        reader.WithCompany(context, companyId, company =>
        {
            if (!PullOperations.DataTypes.Contains(dataType))
                return CodatError.BadRequest($"Error processing request - {dataType} is not a supported data type.");
            if (!CanFetch(company))
                return NothingLinked(companyId);
            if (connectionId is { } wanted && wanted != company.Link!.Id)
                return CodatError.NotFound($"Data connection {wanted} not found");

            return Queued(
                directory.Refresh(companyId, CodatClient.Of(context), dataType),
                refresh => Results.Json(pulls.Operation(company, refresh, dataType)),
                companyId);
        });

    private static IResult GetOperation(HttpContext context, Guid companyId, Guid datasetId, CodatReader reader, PullOperations pulls) =>
        reader.WithCompany(context, companyId, company =>
            pulls.Of(company).FirstOrDefault(operation => operation.Id == datasetId) is PullOperationDto found
                ? Results.Json(found)
                : CodatError.NotFound($"Dataset {datasetId} not found"));

    // A withdrawn grant is found out by fetching: the request is taken and its operations end in AuthError.
    private static bool CanFetch(CompanyView company) => company.Link?.State is LinkState.Linked or LinkState.Deauthorized;

    private static IResult NothingLinked(Guid companyId) =>
        CodatError.NotFound($"No linked data connection was found for company {companyId}");

    private static IResult Queued(RefreshRecord? refresh, Func<RefreshRecord, IResult> answer, Guid companyId) =>
        refresh is null ? CodatError.NoCompany(companyId) : answer(refresh);
}
