using System.Text.RegularExpressions;
using VendorSimulator.Faults;

namespace VendorSimulator.Control;

/// <summary>Setting and lifting faults.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this RouteGroupBuilder control)
    {
        control.MapGet("/faults", (FaultRegistry registry) =>
            Results.Json(registry.All.Select(fault => new { fault.Id, fault.Struck, fault.Request })));
        control.MapPost("/faults", Add);
        control.MapDelete("/faults", (FaultRegistry registry) =>
        {
            registry.Clear();
            return Results.NoContent();
        });
        control.MapDelete("/faults/{id:guid}", (Guid id, FaultRegistry registry) =>
            registry.Remove(id) ? Results.NoContent() : Results.NotFound());
    }

    private static IResult Add(FaultRequest request, FaultRegistry registry)
    {
        if (!FaultKinds.All.Contains(request.Kind))
            return Problem($"kind is one of {string.Join(", ", FaultKinds.All)}.");
        if (request.Company is { } company and not "*" && !Guid.TryParse(company, out _))
            return Problem("company is a company id or \"*\".");

        try
        {
            var path = request.Path is null
                ? null
                : new Regex(request.Path, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            var fault = new Fault(request, path);
            registry.Add(fault);
            return Results.Json(new { fault.Id });
        }
        catch (RegexParseException malformed)
        {
            return Problem($"path is not a regular expression: {malformed.Message}");
        }
    }

    private static IResult Problem(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
