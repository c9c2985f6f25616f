using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SharedKernel.Web;

namespace Host.Api;

/// <summary>The API description for people: every operation by module, read from the same document that programs get.</summary>
internal static class ApiGuide
{
    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/api-docs", Handle).ForStaff();
    }

    private static async Task<IResult> Handle(
        [FromKeyedServices("v1")] IOpenApiDocumentProvider description, CancellationToken cancellationToken)
    {
        var document = await description.GetOpenApiDocumentAsync(cancellationToken);
        var operations =
            from path in document.Paths
            from operation in path.Value.Operations ?? []
            select new OperationView(
                operation.Value.Tags?.FirstOrDefault()?.Name ?? "",
                operation.Key.Method,
                path.Key,
                operation.Value.Summary,
                [.. (operation.Value.Parameters ?? []).Select(p => p.Name ?? "")],
                BodyOf(operation.Value),
                [.. (operation.Value.Responses ?? []).Keys]);
        return new View<ApiGuidePage>(new { Modules = operations.GroupBy(o => o.Module).OrderBy(g => g.Key).ToList() });
    }

    private static string? BodyOf(OpenApiOperation operation) =>
        operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema is OpenApiSchemaReference reference
            ? reference.Reference.Id
            : null;
}

public sealed record OperationView(
    string Module,
    string Method,
    string Path,
    string? Summary,
    IReadOnlyList<string> Parameters,
    string? Body,
    IReadOnlyList<string> Statuses);
