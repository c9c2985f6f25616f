using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.StaticAssets;

namespace SharedKernel.Web;

/// <summary>
/// The routes of one slice. Same contract as Carter's, which cannot be restored for this framework (decision 0001);
/// implementations may be internal or nested and need a parameterless constructor.
/// </summary>
public interface ICarterModule
{
    void AddRoutes(IEndpointRouteBuilder app);
}

public static class Slices
{
    /// <summary>Maps every slice of a module, tagged with the module's name in the API description.</summary>
    public static void MapSlices(this IEndpointRouteBuilder app, Assembly module, string name)
    {
        var group = app.MapGroup("").WithTags(name).WithMetadata(Assets(app));
        var slices = module.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(ICarterModule)));
        foreach (var slice in slices)
            ((ICarterModule)Activator.CreateInstance(slice, nonPublic: true)!).AddRoutes(group);
    }

    // Without this, @Assets[…] gives plain names: only MapRazorComponents would add it by itself.
    private static ResourceAssetCollection Assets(IEndpointRouteBuilder app) => new(
        [.. app.DataSources
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .OfType<StaticAssetDescriptor>()
            .Where(asset => asset.Selectors.Count == 0)
            .DistinctBy(asset => asset.Route)
            .Select(asset => new ResourceAsset(
                asset.Route,
                [.. asset.Properties.Select(p => new ResourceAssetProperty(p.Name, p.Value))]))]);
}
