using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticAssets;
using SharedKernel.Access;

namespace SharedKernel.Web;

/// <summary>Who may call an endpoint at all. Which rows they then see is the handler's business.</summary>
public enum Audience
{
    Anyone,

    /// <summary>What is a person's own, such as the profile.</summary>
    SignedIn,

    /// <summary>The firm's business, on either side of the house.</summary>
    BothSides,
    Staff,
    Portal,
}

/// <summary>The access decision of one endpoint. The innermost one counts; an endpoint without one is refused.</summary>
public sealed record AccessDecision(Audience Audience, Right? Right = null)
{
    public bool Admits(Person? person) => Audience switch
    {
        Audience.Anyone => true,
        Audience.SignedIn or Audience.BothSides => person is not null,
        Audience.Portal => person?.Side == Side.Portal,
        _ => person?.Side == Side.Staff && (Right is not { } right || person.May(right) != Reach.None),
    };
}

public static class AccessDecisions
{
    /// <summary>Staff for whom this right reaches anything.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, Right right) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessDecision(Audience.Staff, right));

    public static TBuilder ForStaff<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessDecision(Audience.Staff));

    public static TBuilder ForPortal<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessDecision(Audience.Portal));

    public static TBuilder ForSignedIn<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessDecision(Audience.SignedIn));

    public static TBuilder ForBothSides<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessDecision(Audience.BothSides));

    public static TBuilder ForAnyone<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessDecision(Audience.Anyone));
}

/// <summary>The one requirement of the default and the fallback policy: forgetting a decision locks the endpoint.</summary>
internal sealed class DecidedRequirement : IAuthorizationRequirement;

internal sealed class DecidedHandler(Current current) : AuthorizationHandler<DecidedRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, DecidedRequirement requirement)
    {
        // No endpoint, or routing's own for a wrong method: that is a 404 or 405, not a refusal.
        if (context.Resource is HttpContext http
            && (http.GetEndpoint() is not RouteEndpoint endpoint
                || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
                || endpoint.Metadata.GetMetadata<AccessDecision>()?.Admits(current.Someone) == true))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
