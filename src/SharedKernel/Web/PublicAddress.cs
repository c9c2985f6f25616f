using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using SharedKernel.Access;

namespace SharedKernel.Web;

/// <summary>
/// Where people reach this installation, for links in mails: the setting <c>Host__PublicAddress</c>. Without it the
/// address that a signed-in person is using, else the first one that the server listens on. Never the Host header of
/// a stranger's request: that would send a victim's reset link to the stranger's own site.
/// </summary>
public sealed class PublicAddress(IConfiguration configuration, IServer server, IHttpContextAccessor accessor)
{
    /// <param name="path">Path and query, beginning with a slash.</param>
    public Uri Of(string path) => new(new Uri(Base()), path);

    private string Base()
    {
        if (configuration["Host:PublicAddress"] is { Length: > 0 } address)
            return address;
        if (accessor.HttpContext is { } http && http.RequestServices.GetRequiredService<Current>().Someone is not null)
            return $"{http.Request.Scheme}://{http.Request.Host}";

        // A wildcard is no address that anybody could open.
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? configuration["urls"]?.Split(';')[0]
            ?? "http://localhost:5000";
        return bound.Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal);
    }
}
