using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Web;

namespace Architecture.Tests.Rules;

/// <summary>Rule 6. Every endpoint has an explicit access decision. Files of the user interface are everyone's.</summary>
public sealed class AccessIsDecided(House house) : IClassFixture<House>
{
    // The framework's own, outside published hosts. Without a decision it stays locked.
    private const string FilesMadeLater = "Fallback {**path:file}";

    [Fact]
    public void Every_endpoint_has_an_access_decision()
    {
        var endpoints = house.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.DisplayName != FilesMadeLater);
        Rule.Holds([.. endpoints], Offenders);
    }

    [Fact]
    public void An_endpoint_that_nobody_decided_about_is_refused() => Rule.Refuses(
        [Endpoint("/rooms", new AccessDecision(Audience.Staff)), Endpoint("/rooms/{id}")],
        Offenders,
        "/rooms/{id} has no access decision");

    private static IEnumerable<string> Offenders(IReadOnlyCollection<Endpoint> endpoints) =>
        endpoints.Where(e => e.Metadata.GetMetadata<AccessDecision>() is null).Select(e => $"{e.DisplayName} has no access decision");

    private static RouteEndpoint Endpoint(string route, params object[] metadata) =>
        new(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, new EndpointMetadataCollection(metadata), route);
}
