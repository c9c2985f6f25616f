namespace SharedKernel.Web;

public static class LocalAddress
{
    /// <summary>An address that came from outside, if it stays in this house; else the other one. Stops open redirects.</summary>
    public static string Or(string? address, string otherwise) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : otherwise;
}
