using DataRefresh.Imports;
using SharedKernel.Access;

namespace DataRefresh.Uploads;

/// <summary>One upload in a list.</summary>
public sealed record UploadLine(
    Guid UploadId,
    Guid EngagementId,
    UploadKind Kind,
    DateOnly From,
    DateOnly To,
    string FileName,
    UploadState State,
    DateTimeOffset ReceivedAt,
    string ByName,
    bool ByStaff,
    long Rows)
{
    internal static System.Linq.Expressions.Expression<Func<Upload, UploadLine>> Of { get; } = upload => new UploadLine(
        upload.Id, upload.EngagementId, upload.Kind, upload.From, upload.To, upload.FileName, upload.State, upload.ReceivedAt, upload.ByName, upload.BySide == Side.Staff, upload.Rows);
}

/// <summary>One engagement for which files can be sent, and what was sent.</summary>
public sealed record UploadTarget(Guid EngagementId, string Title, string CustomerName, bool Online, DateTimeOffset? LastSuccessAt, int FinancialYearStart, IReadOnlyList<UploadLine> Uploads);

/// <summary>An upload with what was found out of its file.</summary>
/// <param name="Columns">None once the file is gone.</param>
/// <param name="Rows">The first rows, as texts along the columns.</param>
/// <param name="Mapping">Which column each field is.</param>
/// <param name="WasRemembered">The mapping is that of the customer's last file of the kind.</param>
/// <param name="Preview">What the rows come to; null until the mapping was settled.</param>
public sealed record UploadView(
    UploadLine Upload,
    string Title,
    string CustomerName,
    FileFormat? Format,
    IReadOnlyList<string> Sheets,
    FileLayout Layout,
    IReadOnlyList<FileColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyDictionary<ImportField, int> Mapping,
    bool WasRemembered,
    ImportPreview? Preview)
{
    public bool IsOpen => Upload.State is UploadState.Received or UploadState.Mapped;
}

/// <summary>Where uploads are on either side of the house.</summary>
public static class UploadAddress
{
    public const string Portal = "/portal/data-refresh/uploads";
    public const string Staff = "/admin/data-refresh/uploads";

    /// <summary>Where a file for the engagement is chosen.</summary>
    public static string New(Person person, Guid engagementId) =>
        person.Side == Side.Portal ? $"{Portal}/new/{engagementId}" : $"/admin/data-refresh/engagements/{engagementId}/upload";

    public static string Of(Person person, Guid uploadId) => $"{(person.Side == Side.Portal ? Portal : Staff)}/{uploadId}";

    /// <summary>The list that an upload stands in.</summary>
    public static string Back(Person person, Guid engagementId) => person.Side == Side.Portal ? Portal : New(person, engagementId);
}
