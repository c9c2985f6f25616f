using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace Engagements.Eula;

/// <summary>The agreement's text in each language.</summary>
public sealed record EulaTexts(string En, string Fr, string Nl, string Pl)
{
    public string In(string language) => language switch
    {
        "fr" => Fr,
        "nl" => Nl,
        "pl" => Pl,
        _ => En,
    };
}

/// <summary>
/// One version of the firm's end user licence agreement. A draft until it is published, and then never changed again:
/// people agreed to these very words.
/// </summary>
internal sealed class EulaVersion : IFirmOwned
{
    /// <summary>The number of the draft. Numbers are unique in a firm, so there is one draft at most.</summary>
    public const int Draft = 0;

    private EulaVersion()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid FirmId { get; private init; }

    public long Version { get; private set; }

    public int Number { get; private set; } = Draft;

    public string TextEn { get; private set; } = "";

    public string TextFr { get; private set; } = "";

    public string TextNl { get; private set; } = "";

    public string TextPl { get; private set; } = "";

    /// <summary>Asked of everybody again; otherwise a correction, which leaves earlier acceptances valid.</summary>
    public bool Material { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public Guid? PublishedBy { get; private set; }

    public EulaTexts Texts => new(TextEn, TextFr, TextNl, TextPl);

    public static EulaVersion Start(Guid firmId, EulaTexts texts, bool material)
    {
        var draft = new EulaVersion { FirmId = firmId };
        draft.Revise(texts, material);
        return draft;
    }

    public void Revise(EulaTexts texts, bool material)
    {
        if (PublishedAt is not null)
            throw new InvalidOperationException("A published EULA version never changes.");
        (TextEn, TextFr, TextNl, TextPl) = texts;
        Material = material;
        Version++;
    }

    public void Publish(int number, Guid by, DateTimeOffset now)
    {
        if (PublishedAt is not null)
            throw new InvalidOperationException("A EULA version is published once.");
        (Number, PublishedBy, PublishedAt) = (number, by, now);

        // The very first version corrects nothing: everybody is asked.
        Material |= number == 1;
        Version++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<EulaVersion>
    {
        public void Configure(EntityTypeBuilder<EulaVersion> version)
        {
            version.ToTable("eula_versions");
            version.HasKey(v => v.Id);
            version.Property(v => v.Id).ValueGeneratedNever();
            version.Property(v => v.Version).IsConcurrencyToken();
            version.Ignore(v => v.Texts);
            version.HasIndex(v => new { v.FirmId, v.Number }).IsUnique();
        }
    }
}

/// <summary>Which versions count now.</summary>
/// <param name="Newest">Number of the newest published version; 0: none.</param>
/// <param name="Required">Number of the newest material one: an acceptance of it or of a newer one is needed.</param>
public sealed record EulaInForce(int Newest, int Required);

internal static class EulaVersions
{
    public static async Task<EulaInForce> InForce(this IQueryable<EulaVersion> versions, CancellationToken token)
    {
        var published = versions.Where(v => v.Number > EulaVersion.Draft);
        return new EulaInForce(
            await published.MaxAsync(v => (int?)v.Number, token) ?? 0,
            await published.Where(v => v.Material).MaxAsync(v => (int?)v.Number, token) ?? 0);
    }
}
