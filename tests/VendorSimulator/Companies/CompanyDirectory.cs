using VendorSimulator.Books;
using VendorSimulator.State;

namespace VendorSimulator.Companies;

/// <summary>A company as it stands now.</summary>
internal sealed record CompanyView(
    Guid Id,
    string Name,
    string Description,
    IReadOnlyDictionary<string, string> Tags,
    DateTime Created,
    bool IsPrebuilt,
    LinkRecord? Link,
    int Revision,
    IReadOnlyList<RefreshRecord> Refreshes);

/// <summary>Finds and changes companies: prebuilt ones belong to every client, created ones to their creator.</summary>
internal sealed class CompanyDirectory(SimulatorOptions options, StateStore store, BooksCache cache, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public IReadOnlyList<CompanyView> List(string client) => store.Read(state =>
    {
        var prebuilt = Enumerable.Range(1, options.Companies)
            .Select(number => PrebuiltView(number, state.Companies.GetValueOrDefault(Prebuilt.IdOf(number)), client))
            .OfType<CompanyView>();
        var created = state.Companies.Values
            .Where(company => company.Owner == client && !company.Deleted)
            .OrderBy(company => company.Created)
            .Select(CreatedView);
        return (IReadOnlyList<CompanyView>)[.. prebuilt, .. created];
    });

    /// <summary>A company visible to a client; a null client sees all (the control API and the link page).</summary>
    public CompanyView? Find(Guid id, string? client) => store.Read(state => Find(state, id, client));

    public CompanyView Create(string client, string name, string description, Dictionary<string, string> tags) => store.Change(state =>
    {
        var company = new CompanyState
        {
            Id = Guid.NewGuid(),
            Owner = client,
            Name = name,
            Description = description,
            Tags = tags,
            Created = Now,
        };
        state.Companies.Add(company.Id, company);
        return CreatedView(company);
    });

    public bool Delete(Guid id, string client) => Change(id, client, company =>
    {
        if (company.Owner is null)
            company.DeletedBy.Add(client);
        else
            company.Deleted = true;
        return true;
    });

    public bool SetLink(Guid id, LinkState link, AccountingPackage? package) => Change(id, null, company =>
    {
        var current = company.Link;
        company.Link = new LinkRecord(
            current?.Id ?? DeterministicRandom.StableId(id, "connection", 0),
            link,
            package?.Key ?? current?.PackageKey ?? AccountingPackage.All[0].Key,
            current?.Created ?? Now);
        return true;
    });

    /// <summary>Queues a fetch of one data type, or of all with new transactions found in the package.</summary>
    public RefreshRecord? Refresh(Guid id, string client, string? dataType)
    {
        RefreshRecord? queued = null;
        Change(id, client, company =>
        {
            var refused = company.Link?.State != LinkState.Linked;
            if (dataType is null && !refused)
                company.Revisions.Add(Now);
            var number = company.Refreshes.Count == 0 ? 1 : company.Refreshes[^1].Number + 1;
            queued = new RefreshRecord(number, Now, dataType, company.Revision, refused);
            company.Refreshes.Add(queued);
            ForgetOldest(company.Refreshes);
            return true;
        });
        return queued;
    }

    /// <summary>A day of bookkeeping in the package, which a reader of the live books sees at once.</summary>
    public bool Advance(Guid id) => Change(id, null, company =>
    {
        company.Revisions.Add(Now);
        return true;
    });

    /// <summary>Posts a transaction in the package; a refresh after it brings it to Codat.</summary>
    public ManualPosting? Post(Guid id, Func<int, DateTime, ManualPosting> make)
    {
        ManualPosting? posting = null;
        Change(id, null, company =>
        {
            posting = make(company.Revision + 1, Now);
            company.Postings.Add(posting);
            return true;
        });
        return posting;
    }

    public CompanyBooks Books(CompanyView company, int revision) => cache.GetOrMake(company.Id, revision, () =>
    {
        var (revisions, postings) = store.Read(state => state.Companies.GetValueOrDefault(company.Id) is { } known
            ? (known.Revisions.Take(revision).ToList(), known.Postings.ToList())
            : ([], []));
        return BooksGenerator.Generate(
            ProfileOf(company),
            store.Anchor,
            revisions.Select((at, index) => new BookRevision(index + 1, at)),
            postings);
    });

    public CompanyProfile ProfileOf(CompanyView company) =>
        Prebuilt.NumberOf(company.Id, options.Companies) is { } number
            ? Prebuilt.ProfileOf(number)
            : Prebuilt.ProfileOf(company.Id, company.Name);

    private bool Change(Guid id, string? client, Func<CompanyState, bool> change) => store.Change(state =>
    {
        if (Find(state, id, client) is null)
            return false;

        if (!state.Companies.TryGetValue(id, out var company))
        {
            var number = Prebuilt.NumberOf(id, options.Companies)!.Value;
            company = new CompanyState { Id = id, Created = PrebuiltSince(number), Link = PrebuiltLink(number) };
            state.Companies.Add(id, company);
        }

        return change(company);
    });

    private CompanyView? Find(SimulatorState state, Guid id, string? client)
    {
        var known = state.Companies.GetValueOrDefault(id);
        if (Prebuilt.NumberOf(id, options.Companies) is { } number)
            return PrebuiltView(number, known, client);

        return known is { Deleted: false } && (client is null || known.Owner == client) ? CreatedView(known) : null;
    }

    private static CompanyView CreatedView(CompanyState company) => new(
        company.Id, company.Name!, company.Description ?? "", company.Tags, company.Created, false,
        company.Link, company.Revision, [.. company.Refreshes]);

    private CompanyView? PrebuiltView(int number, CompanyState? known, string? client) =>
        client is not null && known?.DeletedBy.Contains(client) == true
            ? null
            : new(
                Prebuilt.IdOf(number), Prebuilt.ProfileOf(number).Name, "", known?.Tags ?? [], PrebuiltSince(number), true,
                known is null ? PrebuiltLink(number) : known.Link, known?.Revision ?? 0, [.. known?.Refreshes ?? []]);

    private DateTime PrebuiltSince(int number) =>
        store.Anchor.AddDays(-400 + (number % 300)).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);

    private LinkRecord PrebuiltLink(int number) => new(
        DeterministicRandom.StableId(Prebuilt.IdOf(number), "connection", 0),
        LinkState.Linked,
        AccountingPackage.All[number % AccountingPackage.All.Count].Key,
        PrebuiltSince(number));

    /// <summary>Bounds the history without losing the refreshes that current data stand on.</summary>
    private static void ForgetOldest(List<RefreshRecord> refreshes)
    {
        const int Kept = 400;
        while (refreshes.Count > Kept)
        {
            var spare = refreshes.FindIndex(refresh =>
                refreshes.Exists(later => later.Number > refresh.Number && later.DataType == refresh.DataType && later.Refused == refresh.Refused));
            refreshes.RemoveAt(Math.Max(spare, 0));
        }
    }
}
