using System.Text.Json;
using Microsoft.Extensions.Options;
using SharedKernel.Persistence;

namespace SharedKernel.Mail;

/// <summary>Keeps letters as files where no SMTP server is set; in Development they are shown at /dev/mail.</summary>
public sealed class MailFolder(IOptions<StorageOptions> storage, TimeProvider clock) : IPost
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task Send(Guid id, Letter letter, CancellationToken token)
    {
        var file = storage.Value.PathTo("mails", $"{id:N}.json");
        var draft = file + ".tmp";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(new KeptLetter(id, clock.GetUtcNow(), letter), Json), token);
        File.Move(draft, file, overwrite: true);
    }

    /// <summary>The newest letters first, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<KeptLetter>> Newest(int most, CancellationToken token)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(storage.Value.PathTo("mails", "x"))!);
        var letters = new List<KeptLetter>();
        // Ids are version 7, so names sort by time.
        foreach (var file in folder.EnumerateFiles("*.json").OrderByDescending(f => f.Name, StringComparer.Ordinal).Take(most))
        {
            await using var stream = file.OpenRead();
            letters.Add((await JsonSerializer.DeserializeAsync<KeptLetter>(stream, Json, token))!);
        }

        return letters;
    }
}

/// <summary>A letter in the folder.</summary>
public sealed record KeptLetter(Guid Id, DateTimeOffset KeptAt, Letter Letter);
