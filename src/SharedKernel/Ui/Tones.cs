using SharedKernel.Web;

namespace SharedKernel.Ui;

internal static class Tones
{
    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Info => "info-circle",
        Tone.Success => "circle-check",
        Tone.Warning => "alert-triangle",
        Tone.Danger => "circle-x",
        _ => "circle",
    };

    public static string Class(this Tone tone) => $"tone-{tone.ToString().ToLowerInvariant()}";
}
