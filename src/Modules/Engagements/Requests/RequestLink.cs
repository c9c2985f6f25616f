using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Engagements.Requests;

/// <summary>
/// The address in the mail of a request. It says which request it is, sealed with the installation's own keys, so that
/// a reminder can lead to the same one and nothing secret is stored. By itself it signs nobody in.
/// </summary>
internal sealed class RequestLink(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("information-request");

    public string PathTo(InformationRequest request) =>
        $"/requests/{Base64Url.EncodeToString(protector.Protect([.. request.FirmId.ToByteArray(), .. request.Id.ToByteArray()]))}";

    /// <summary>The firm and the request that a link names; null for what we did not make.</summary>
    public (Guid FirmId, Guid RequestId)? Read(string link)
    {
        try
        {
            var ids = protector.Unprotect(Base64Url.DecodeFromChars(link));
            return (new Guid(ids.AsSpan(0, 16)), new Guid(ids.AsSpan(16, 16)));
        }
        catch (Exception forged) when (forged is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
