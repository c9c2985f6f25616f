using DataRefresh.Snapshots;

namespace DataRefresh.TrialBalances;

/// <summary>Sums of the ledger by account, over the period and up to the day on which balances are known.</summary>
internal sealed class TrialBalanceTally(DateOnly first, DateOnly last, DateOnly anchor)
{
    private string? entry;
    private decimal entrySum;

    public Dictionary<string, AccountSum> Accounts { get; } = [];

    public HashSet<string> PartyAccounts { get; } = [];

    public int UnbalancedEntries { get; private set; }

    public decimal UnbalancedSum { get; private set; }

    public AccountSum this[string account]
    {
        get
        {
            if (!Accounts.TryGetValue(account, out var sum))
                Accounts[account] = sum = new AccountSum();
            return sum;
        }
    }

    public void Add(LedgerRow row)
    {
        if (row.Date < first || row.Date > last)
            return;
        if (row.EntryId != entry)
        {
            Close();
            entry = row.EntryId;
        }

        entrySum += row.Amount;
        var sum = this[row.AccountId ?? TrialBalance.NoAccount];
        sum.Name ??= row.AccountName;
        if (row.Amount >= 0)
            sum.Debit += row.Amount;
        else
            sum.Credit -= row.Amount;
        if (row.Date <= anchor)
            sum.UpToAnchor += row.Amount;
        if (row.AccountId is { } account && row.PartyId is not null)
            PartyAccounts.Add(account);
    }

    /// <summary>Ends the entry being read; call it after the last row.</summary>
    public void Close()
    {
        if (entrySum != 0)
        {
            UnbalancedEntries++;
            UnbalancedSum += entrySum;
        }

        (entry, entrySum) = (null, 0);
    }
}

/// <summary>One account while it is being summed; debit positive.</summary>
internal sealed class AccountSum
{
    public string? Name { get; set; }

    public AccountKind Kind { get; set; }

    public decimal Opening { get; set; }

    public decimal Debit { get; set; }

    public decimal Credit { get; set; }

    /// <summary>Movement from the first day to the day on which balances are known.</summary>
    public decimal UpToAnchor { get; set; }

    public decimal Closing => Opening + Debit - Credit;
}
