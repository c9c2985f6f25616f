using Microsoft.Extensions.Localization;
using SharedKernel.Results;

namespace Engagements;

/// <summary>
/// A form that was opened before somebody else saved: refused, with what was saved meanwhile beside each field that
/// differs. Sent again with the newer version, it overwrites knowingly.
/// </summary>
internal static class Stale
{
    public const string Code = "changed-meanwhile";

    public static Failure Conflict(IStringLocalizer words, params IEnumerable<(string Field, string? Mine, string? Saved)> fields) => new(
        Code,
        StatusCodes.Status409Conflict,
        words["Stale_Message"],
        fields
            .Where(f => (f.Mine?.Trim() ?? "") != (f.Saved ?? ""))
            .ToDictionary(f => f.Field, f => new[] { words["Stale_Saved", f.Saved is null or "" ? words["Stale_Empty"].Value : f.Saved].Value }));
}
