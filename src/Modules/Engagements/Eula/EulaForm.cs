using System.Globalization;

namespace Engagements.Eula;

/// <summary>What the draft's form or JSON body says, as it was typed.</summary>
public record EulaForm
{
    public string? En { get; init; }

    public string? Fr { get; init; }

    public string? Nl { get; init; }

    public string? Pl { get; init; }

    /// <summary>material: everybody is asked again; correction: earlier acceptances stay valid.</summary>
    public string? Kind { get; init; }

    /// <summary>The version that the form was filled from; 0 for a new draft.</summary>
    public string? Version { get; init; }

    internal static EulaForm Of(EulaVersion version) => new()
    {
        En = version.TextEn,
        Fr = version.TextFr,
        Nl = version.TextNl,
        Pl = version.TextPl,
        Kind = version.Material ? "material" : "correction",
        Version = version.Version.ToString(CultureInfo.InvariantCulture),
    };
}
