namespace DataRefresh.Connectors;

/// <summary>Who or what stands in the way, and so what the engine does next.</summary>
internal enum Trouble
{
    /// <summary>The vendor refuses the firm's key: the firm must enter a new one.</summary>
    KeyRefused,

    /// <summary>Something must be set up before any call: the firm's key, or the operator's registration.</summary>
    NotSetUp,

    /// <summary>The vendor refuses the operator's registration: it says nothing about any customer's grant.</summary>
    AppRefused,

    /// <summary>The customer's grant is gone: the contact must connect again.</summary>
    GrantRevoked,

    /// <summary>Too many calls: the same refresh waits until <see cref="ConnectorException.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>The vendor is down or slow: tried again later.</summary>
    Unavailable,

    /// <summary>The answer is not what the vendor's specification promises, or is larger than anyone's books.</summary>
    BadAnswer,
}

/// <summary>The vendor did not give what was asked.</summary>
/// <param name="code">Stable and machine-readable, such as <c>vendor-timeout</c>; shown with the failure.</param>
/// <param name="retryAfter">How long the vendor asks to be left alone; only with <see cref="Trouble.RateLimited"/>.</param>
internal sealed class ConnectorException(Trouble trouble, string code, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public Trouble Trouble { get; } = trouble;

    public string Code { get; } = code;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
