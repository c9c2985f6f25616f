using DataRefresh.Contracts;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Ui;

namespace DataRefresh.Dashboard;

/// <summary>What the dashboard's filters offer: owners and packages that occur among the rows the person sees.</summary>
internal static class FilterChoices
{
    public sealed record Query : IRequest<Choices>;

    public sealed class Handler(DataRefreshDb db, Current current) : IRequestHandler<Query, Choices>
    {
        public async Task<Choices> Handle(Query query, CancellationToken token)
        {
            var rows = db.RowsFor(current.Person);
            var owners = await rows.Select(r => new { r.OwnerId, r.OwnerName }).Distinct().OrderBy(o => o.OwnerName).Take(500).ToListAsync(token);
            var packages = await rows.Select(r => r.Package).Distinct().ToListAsync(token);
            return new Choices(
                [.. owners.Select(o => new Choice($"{o.OwnerId}", o.OwnerName))],
                [.. AccountingPackages.All.Where(p => packages.Contains(p.Code)).Select(p => new Choice(p.Code, p.Title))]);
        }
    }
}

public sealed record Choices(IReadOnlyList<Choice> Owners, IReadOnlyList<Choice> Packages);
