using Engagements.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Engagements.Tests;

internal static class Access
{
    public static IEngagementAccess GetAccess(this IServiceProvider services) => services.GetRequiredService<IEngagementAccess>();
}
