using DataRefresh.Reports;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;
using Microsoft.Extensions.Localization;

namespace DataRefresh.Ledgers;

/// <summary>What the ids in a ledger are called in these books.</summary>
internal sealed class LedgerNames
{
    private readonly Dictionary<string, LedgerAccount> accounts;
    private readonly IStringLocalizer<Text> words;

    private LedgerNames(Dictionary<string, LedgerAccount> accounts, IStringLocalizer<Text> words) => (this.accounts, this.words) = (accounts, words);

    /// <summary>By code.</summary>
    public IReadOnlyList<LedgerAccount> Accounts =>
        [.. accounts.Values.OrderBy(account => account.Code is null).ThenBy(account => account.Code, StringComparer.Ordinal).ThenBy(account => account.Name, StringComparer.CurrentCulture)];

    public static async Task<LedgerNames> Of(Books books, IReadOnlyList<TrialBalanceRow> balances, IStringLocalizer<Text> words, CancellationToken token)
    {
        var accounts = new Dictionary<string, LedgerAccount>();
        await foreach (var account in books.Read<AccountRow>(DataSet.Accounts, token))
            accounts[account.Id] = new LedgerAccount(account.Id, account.Code, account.Name);
        // Accounts that were deleted from the chart still have lines.
        foreach (var row in balances.Where(row => HasLines(row.AccountId)))
            accounts.TryAdd(row.AccountId, new LedgerAccount(row.AccountId, row.Code, row.AccountId == TrialBalance.NoAccount ? words["Ledger_NoAccount"] : row.Name));
        return new LedgerNames(accounts, words);
    }

    /// <summary>Whether it is an account of the ledger, and not a line that only the balance sheet has.</summary>
    public static bool HasLines(string accountId) =>
        accountId != TrialBalance.CarriedResult && !accountId.StartsWith(TrialBalance.ComputedLine, StringComparison.Ordinal);

    public LedgerAccount? Find(string id) => accounts.GetValueOrDefault(id);

    public LedgerAccount Of(LedgerRow row) => row.AccountId is { } id
        ? accounts.GetValueOrDefault(id) ?? new LedgerAccount(id, null, row.AccountName)
        : new LedgerAccount(TrialBalance.NoAccount, null, words["Ledger_NoAccount"]);

    /// <summary>The lines as they are shown, with the names of their customers and suppliers.</summary>
    public async Task<IReadOnlyList<LedgerLine>> Lines(
        Books books, IReadOnlyList<(LedgerRow Row, decimal? Balance)> rows, CancellationToken token)
    {
        var wanted = rows.Select(line => line.Row.PartyId).OfType<string>().ToHashSet();
        var parties = new Dictionary<string, string?>();
        foreach (var set in new[] { DataSet.Customers, DataSet.Suppliers })
        {
            if (parties.Count == wanted.Count)
                break;
            await foreach (var party in books.Read<PartyRow>(set, token))
            {
                if (wanted.Contains(party.Id) && parties.TryAdd(party.Id, party.Name) && parties.Count == wanted.Count)
                    break;
            }
        }

        return [.. rows.Select(line => new LedgerLine(
            line.Row.EntryId, line.Row.Line, line.Row.Date, Of(line.Row), line.Row.PartyId is { } party ? parties.GetValueOrDefault(party) : null,
            line.Row.Description, line.Row.Journal, line.Row.Amount, line.Balance, line.Row.Currency))];
    }
}
