using DataRefresh.Contracts;
using SharedKernel.Access;
using SharedKernel.Ui;

namespace DataRefresh.Dashboard;

/// <summary>What the dashboard's filters offer: owners and packages that occur among the rows the person sees.</summary>
public sealed record Choices(IReadOnlyList<Choice> Owners, IReadOnlyList<Choice> Packages)
{
    private const int MostOwners = 500;

    internal static async Task<Choices> Read(DataRefreshDb db, Person person, CancellationToken token)
    {
        var rows = db.RowsFor(person);
        var owners = await rows.Select(r => new { r.OwnerId, r.OwnerName }).Distinct().OrderBy(o => o.OwnerName).Take(MostOwners).ToListAsync(token);
        var packages = await rows.Select(r => r.Package).Distinct().ToListAsync(token);
        return new Choices(
            [.. owners.Select(o => new Choice($"{o.OwnerId}", o.OwnerName))],
            [.. AccountingPackages.All.Where(p => packages.Contains(p.Code)).Select(p => new Choice(p.Code, p.Title))]);
    }
}
