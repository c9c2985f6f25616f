using SharedKernel.Web;

namespace Engagements;

internal static class LanguageNames
{
    /// <summary>A language's own name.</summary>
    public static string Of(string code) => Languages.All.FirstOrDefault(l => l.Code == code).Name ?? code;
}
