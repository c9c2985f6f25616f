using System.Security.Cryptography;
using System.Text.Json;
using DataRefresh.Dashboard;
using DataRefresh.Firms;
using SharedKernel.Access;
using SharedKernel.Results;

namespace DataRefresh.Refreshes;

/// <summary>What a person selected: these engagements, or ALL that a filter finds on the server.</summary>
internal sealed record Selection(IReadOnlyCollection<Guid>? EngagementIds, DashboardFilter? Filter)
{
    public const int MostIds = 10_000;

    /// <summary>The selected rows that the person may refresh; who may not see one does not learn that it exists.</summary>
    public Result<IQueryable<EngagementRow>> Rows(DataRefreshDb db, Person person, Firm firm, DateOnly today)
    {
        var rows = db.RowsFor(person, Right.RefreshData);
        if (EngagementIds is null)
            return (Filter ?? new DashboardFilter()).Apply(db, rows, firm, today);

        var ids = EngagementIds.Distinct().ToList();
        // One JSON or array parameter: thousands of single ones would not fit into a statement.
        return Result.From(rows.Where(r => EF.Parameter(ids).Contains(r.EngagementId)));
    }

    /// <summary>Equal for equal requests.</summary>
    public string Hash() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        this with { EngagementIds = EngagementIds?.Distinct().Order().ToList() })));
}

/// <summary>A selection in JSON: a list of engagements or a filter; neither means all that the person may refresh.</summary>
public sealed record SelectionBody(IReadOnlyList<Guid>? EngagementIds, DashboardFilter? Filter)
{
    internal Selection Selection() => new(EngagementIds, Filter);
}

/// <summary>A selection from the dashboard's form: ticked rows, or all of the filter that it repeats.</summary>
public sealed record SelectionForm : DashboardFilter
{
    public IReadOnlyList<string>? Ids { get; init; }

    public bool All { get; init; }

    /// <summary>Made with the page, so that a double click is one click.</summary>
    public string? Key { get; init; }

    internal Selection Selection() => All
        ? new Selection(null, this)
        : new Selection([.. (Ids ?? []).Select(id => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty)], null);
}
