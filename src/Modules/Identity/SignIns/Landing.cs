using SharedKernel.Access;

namespace Identity.SignIns;

/// <summary>The first page of each side.</summary>
internal static class Landing
{
    public static string Of(Side side) => side == Side.Portal ? "/portal" : "/";
}
