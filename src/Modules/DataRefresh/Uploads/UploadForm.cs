using DataRefresh.Imports;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Uploads;

/// <summary>A file and the fields beside it, as they were sent.</summary>
internal sealed record SentFile(IReadOnlyDictionary<string, string> Fields, string Name, string Hash, long Bytes);

/// <summary>
/// A multipart body (RFC 7578) that is read as it comes: the fields, which stand before the file, then the file straight to
/// disk. The framework's own reading would first put it into a file of its own, and read it before anybody was asked whose
/// engagement it is.
/// </summary>
internal sealed class UploadForm(HttpContext http)
{
    private const int MostFields = 20;
    private const int LongestField = 4_096;
    private const long Around = 1024 * 1024;
    private static readonly Failure NoForm = new("bad-request", StatusCodes.Status400BadRequest);

    private readonly Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was filled in, as far as it was read.</summary>
    public IReadOnlyDictionary<string, string> Fields => fields;

    /// <summary>Reads the body and keeps its file. A failure leaves none.</summary>
    public async Task<Result<SentFile>> Keep(UploadFiles files, Guid uploadId, ReadLimits limits, CancellationToken token)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
            return NoForm;
        var tooLarge = new Failure("file-too-large", StatusCodes.Status413PayloadTooLarge);
        if (http.Request.ContentLength > limits.FileBytes + Around)
            return tooLarge;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limits.FileBytes + Around;
        try
        {
            return await Read(new MultipartReader(boundary.ToString(), http.Request.Body), files, uploadId, limits, token);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return tooLarge;
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException)
        {
            return NoForm;
        }
    }

    private async Task<Result<SentFile>> Read(MultipartReader reader, UploadFiles files, Guid uploadId, ReadLimits limits, CancellationToken token)
    {
        while (await reader.ReadNextSectionAsync(token) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                return NoForm;
            if (!disposition.IsFileDisposition())
            {
                if (fields.Count == MostFields || await Text(section.Body, token) is not { } text)
                    return NoForm;
                fields[HeaderUtilities.RemoveQuotes(disposition.Name).ToString()] = text;
                continue;
            }

            if (!await ComesFromOurPage())
                return new Failure("stale-form", StatusCodes.Status400BadRequest);
            var name = NameOf(disposition);
            await using var file = files.Begin(uploadId);
            var block = new byte[64 * 1024];
            for (int read; (read = await section.Body.ReadAsync(block, token)) > 0;)
            {
                if (file.Bytes + read > limits.FileBytes)
                    return new Failure("file-too-large", StatusCodes.Status413PayloadTooLarge);
                await file.Write(block.AsMemory(0, read), token);
            }

            return new SentFile(fields, name, await file.Commit(token), file.Bytes);
        }

        return new SentFile(fields, "", "", 0);
    }

    // Decision 8: pages bring a token, which the framework only finds in forms that it reads itself, or in a header.
    private Task<bool> ComesFromOurPage()
    {
        if (http.Request.IsApi())
            return Task.FromResult(true);
        if (fields.TryGetValue("__RequestVerificationToken", out var written))
            http.Request.Headers["RequestVerificationToken"] = written;
        return http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
    }

    private static async Task<string?> Text(Stream body, CancellationToken token)
    {
        using var text = new MemoryStream();
        var block = new byte[1024];
        for (int read; (read = await body.ReadAsync(block, token)) > 0;)
        {
            if (text.Length + read > LongestField)
                return null;
            text.Write(block, 0, read);
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var sent = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        var name = string.Concat(sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter))).Trim();
        // The end says what it is. A letter of two halves is not to be cut in the middle.
        var end = name.Length <= Upload.LongestFileName ? name : name[^Upload.LongestFileName..];
        return end is [var first, .. var rest] && char.IsLowSurrogate(first) ? rest : end;
    }
}
