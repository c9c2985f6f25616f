using SharedKernel.Access;

namespace SharedKernel.Web;

/// <summary>Who is behind a request. Identity implements it; the kernel asks once per request, after authentication.</summary>
public interface IPersonSource
{
    /// <summary>The membership in use as it stands now, or null for nobody (also when it was blocked or ended).</summary>
    ValueTask<Person?> Find(HttpContext context);

    /// <summary>Remembers the language that a signed-in person chose.</summary>
    Task KeepLanguage(Person person, string language, CancellationToken cancellationToken);
}
