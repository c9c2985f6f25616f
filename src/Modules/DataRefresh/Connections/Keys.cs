using DataRefresh.Connectors;

namespace DataRefresh.Connections;

internal static class Keys
{
    /// <summary>The current firm's key for a connector, opened; null where there is none that works.</summary>
    public static async Task<string?> OpenKey(this DataRefreshDb db, Vault vault, string connector, CancellationToken token)
    {
        var key = await db.ConnectorKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Connector == connector && k.RefusedAt == null, token);
        return key is not null && vault.Open(key.FirmId, ConnectorKey.Purpose(connector), key.Sealed) is { Secret: { } secret } ? secret : null;
    }
}
