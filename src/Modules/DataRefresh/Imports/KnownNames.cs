using DataRefresh.Snapshots;

namespace DataRefresh.Imports;

/// <summary>
/// Accounts, customers and suppliers that the engagement's books already have, so that a file that names them by code or name
/// goes on with the same ids, and nothing that was known of them is lost.
/// </summary>
internal sealed class KnownNames(IReadOnlyCollection<AccountRow> accounts, IReadOnlyCollection<PartyRow> parties)
{
    private readonly Dictionary<string, AccountRow> byId = accounts.DistinctBy(account => account.Id).ToDictionary(account => account.Id);
    private readonly Dictionary<string, AccountRow> byCode = Only(accounts, account => account.Code);
    private readonly Dictionary<string, AccountRow> byName = Only(accounts.Where(account => account.Code is null), account => account.Name);
    private readonly Dictionary<string, PartyRow> partiesById = parties.DistinctBy(party => party.Id).ToDictionary(party => party.Id);
    private readonly Dictionary<string, PartyRow> partiesByName = Only(parties, party => party.Name);

    public static KnownNames None { get; } = new([], []);

    /// <param name="code">A code or an id; null where the file only has names.</param>
    public AccountRow? Account(string? code, string? name) =>
        code is null ? byName.GetValueOrDefault(name ?? "") : byId.GetValueOrDefault(code) ?? byCode.GetValueOrDefault(code);

    public PartyRow? Party(string? id, string? name) =>
        id is not null && partiesById.TryGetValue(id, out var party) ? party : partiesByName.GetValueOrDefault(name ?? "");

    private static Dictionary<string, TRow> Only<TRow>(IEnumerable<TRow> rows, Func<TRow, string?> key) =>
        rows.Where(row => key(row) is not null).GroupBy(row => key(row)!).Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.Single());
}
