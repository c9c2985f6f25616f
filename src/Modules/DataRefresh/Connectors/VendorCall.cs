namespace DataRefresh.Connectors;

/// <summary>One question to a vendor.</summary>
/// <param name="Request">Makes the request anew for each try, with its credentials.</param>
/// <param name="Company">Whose books it is about: limits per company count by it.</param>
/// <param name="Payer">Whom the vendor counts calls for; after a 429 all of this payer's calls wait. Never the key itself.</param>
/// <param name="MayRepeat">Asking twice does no more than asking once.</param>
internal sealed record VendorCall(Func<HttpRequestMessage> Request, string Company, string Payer, bool MayRepeat)
{
    /// <summary>What an answer that is no success means; null answers as <see cref="VendorFault.Of"/> does.</summary>
    public Func<HttpResponseMessage, CancellationToken, ValueTask<ConnectorException?>>? Refusal { get; init; }

    /// <summary>Whether a 429 is about all calls of this installation, not of this payer alone.</summary>
    public Func<HttpResponseMessage, bool> ConcernsAll { get; init; } = _ => false;
}
