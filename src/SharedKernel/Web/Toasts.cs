using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace SharedKernel.Web;

/// <summary>What a message or mark means; never told by colour alone.</summary>
public enum Tone
{
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
}

public sealed record Toast(string Text, Tone Tone);

/// <summary>
/// Short messages about what was just done. They survive a redirect in a signed cookie, appear in the page that is
/// rendered now, or ride on a fragment's answer as an htmx trigger: whichever comes first.
/// </summary>
public sealed class Toasts(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("toasts");
    private readonly List<Toast> added = [];
    private List<Toast>? carried;
    private bool shown;

    public void Show(string text, Tone tone = Tone.Success)
    {
        added.Add(new Toast(text, tone));
    }

    /// <summary>Everything to show in this page; the shell calls it once.</summary>
    internal IReadOnlyList<Toast> Take()
    {
        shown = true;
        return [.. Carried(), .. added];
    }

    internal Task Deliver()
    {
        var (request, response) = (accessor.HttpContext!.Request, accessor.HttpContext.Response);
        var leaving = response.StatusCode is >= 300 and < 400
            || response.Headers.ContainsKey("HX-Redirect") || response.Headers.ContainsKey("HX-Refresh");
        if (leaving)
        {
            if (added.Count > 0)
                Keep(response, [.. Carried(), .. added]);
        }
        else if (shown)
        {
            Forget(response);
        }
        else if (request.WantsPart() && Carried().Concat(added).ToList() is { Count: > 0 } toasts)
        {
            // Header values are ASCII: the serializer's default encoder escapes the rest.
            response.Headers["HX-Trigger"] = JsonSerializer.Serialize(new
            {
                // On the body: the element that asked may have been replaced by then.
                toast = new { target = "body", items = toasts.Select(t => new { text = t.Text, tone = t.Tone.ToString() }) },
            });
            Forget(response);
        }

        return Task.CompletedTask;
    }

    private List<Toast> Carried()
    {
        if (carried is not null)
            return carried;
        carried = [];
        if (accessor.HttpContext?.Request.Cookies[CookieName] is { } cookie)
        {
            try
            {
                carried = JsonSerializer.Deserialize<List<Toast>>(protector.Unprotect(cookie)) ?? [];
            }
            catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or JsonException or FormatException)
            {
                // A forged or outdated cookie has nothing to say.
            }
        }

        return carried;
    }

    private string CookieName => accessor.HttpContext!.Request.IsHttps ? "__Host-toast" : "toast";

    private void Keep(HttpResponse response, List<Toast> toasts) =>
        response.Cookies.Append(CookieName, protector.Protect(JsonSerializer.Serialize(toasts)), Options(TimeSpan.FromMinutes(2)));

    private void Forget(HttpResponse response)
    {
        if (accessor.HttpContext!.Request.Cookies.ContainsKey(CookieName))
            response.Cookies.Delete(CookieName, Options(null));
    }

    private CookieOptions Options(TimeSpan? age) => new()
    {
        HttpOnly = true,
        Secure = accessor.HttpContext!.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        MaxAge = age,
        Path = "/",
    };
}
