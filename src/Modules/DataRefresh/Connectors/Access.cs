namespace DataRefresh.Connectors;

/// <summary>What opens a vendor's door for one connection. Only the connector that it was made for looks inside.</summary>
internal abstract class Access
{
    /// <summary>What is inside must never come into a log.</summary>
    public sealed override string ToString() => "(access)";
}

/// <summary>A firm's own key for the vendor's API.</summary>
internal sealed class FirmKey(string secret) : Access
{
    public string Secret => secret;
}
