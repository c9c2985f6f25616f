using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;

namespace SharedKernel.Web;

internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services
        // Otherwise integers are described as "integer or string".
        .ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        })
        .AddOpenApi("v1", o =>
        {
            o.ShouldInclude = operation => operation.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            // Every slice has its Command: without the slice's name the first one would describe them all.
            o.CreateSchemaReferenceId = type =>
                OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } id ? null
                : type.Type.DeclaringType is { } slice ? slice.Name + id
                : id;
            o.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Data Refresh API";
                document.Info.Description =
                    "Lists are pages of items, next and total; pass next as ?after=. Errors are problem details with a stable code.";
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
        });
}
