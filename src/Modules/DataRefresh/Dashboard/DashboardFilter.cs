using System.Globalization;
using DataRefresh.Firms;
using DataRefresh.Refreshes;
using SharedKernel.Persistence;
using SharedKernel.Results;

namespace DataRefresh.Dashboard;

/// <summary>
/// The dashboard's filters as they come from a form or from JSON; empty means "any". Dates are ISO dates, local to
/// the firm.
/// </summary>
public record DashboardFilter
{
    /// <summary>In titles, customers' and contacts' names; case and accents do not matter.</summary>
    public string? Search { get; init; }

    /// <summary>In the contact person's name.</summary>
    public string? Contact { get; init; }

    /// <summary>The owner's id.</summary>
    public string? Owner { get; init; }

    /// <summary>The accounting package's code.</summary>
    public string? Package { get; init; }

    /// <summary>Last upload on or after this date.</summary>
    public string? UploadFrom { get; init; }

    /// <summary>Last upload on or before this date.</summary>
    public string? UploadTo { get; init; }

    /// <summary>The covered period reaches this date or later.</summary>
    public string? PeriodFrom { get; init; }

    /// <summary>The covered period begins on this date or earlier.</summary>
    public string? PeriodTo { get; init; }

    /// <summary>One of <see cref="RefreshStatus"/>, in kebab case.</summary>
    public string? Status { get; init; }

    /// <summary>The rows that match, or which field cannot be read.</summary>
    internal Result<IQueryable<EngagementRow>> Apply(DataRefreshDb db, IQueryable<EngagementRow> rows, Firm firm, DateOnly today)
    {
        rows = rows.Matching(db, r => r.SearchText, Search).Matching(db, r => r.ContactSearch, Contact);

        if (Given(Owner) is { } owner)
        {
            if (!Guid.TryParse(owner, out var ownerId))
                return Failure.Invalid("owner", owner);
            rows = rows.Where(r => r.OwnerId == ownerId);
        }

        if (Given(Package) is { } package)
            rows = rows.Where(r => r.Package == package);

        foreach (var (field, text) in new[] { ("uploadFrom", UploadFrom), ("uploadTo", UploadTo), ("periodFrom", PeriodFrom), ("periodTo", PeriodTo) })
        {
            if (Given(text) is null)
                continue;
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return Failure.Invalid(field, text!);
            var (start, end) = (firm.StartOf(date), firm.StartOf(date.AddDays(1)));
            rows = field switch
            {
                "uploadFrom" => rows.Where(r => r.SortUpload >= start),
                "uploadTo" => rows.Where(r => r.SortUpload < end && r.LastSuccessAt != null),
                "periodFrom" => rows.Where(r => r.SortPeriod >= date),
                _ => rows.Where(r => r.PeriodFrom <= date),
            };
        }

        if (Given(Status) is not { } status)
            return Result.From(rows);
        return Enum.TryParse<RefreshStatus>(status.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var wanted)
            ? Result.From(wanted.Among(rows, db.Refreshes, today))
            : Failure.Invalid("status", status);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
