using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;

namespace Identity.SignIns;

/// <summary>
/// How often one network may try what strangers can try: sign-in, activation, forgotten password. Setting
/// <c>Identity__TriesPerMinute</c>.
/// </summary>
internal static class Networks
{
    public const string SignIn = "sign-in";

    public static void AddNetworkLimit(this IServiceCollection services, IConfiguration configuration)
    {
        var tries = configuration.GetValue("Identity:TriesPerMinute", 30);
        services.Configure<RateLimiterOptions>(limits => limits.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
            Of(http.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = tries, Window = TimeSpan.FromMinutes(1) })));
    }

    /// <summary>An IPv6 customer holds a whole /64 and could try from a new address each time.</summary>
    private static string Of(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
