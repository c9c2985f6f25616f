using DataRefresh.Snapshots;

namespace DataRefresh.Ledgers;

/// <summary>
/// Finds one page of a ledger, and what the account moved before it, in one pass that holds no more than the page. Blocks of
/// which only the sums are needed are not read.
/// </summary>
/// <param name="skip">How many wanted lines stand before the page.</param>
/// <param name="sumFrom">The account's lines from this day to the filter's first one are summed; null for none.</param>
internal sealed class LedgerScan(LedgerFilter filter, long skip, int take, DateOnly? sumFrom)
{
    private readonly List<(LedgerRow Row, decimal Before)> page = [];
    private LedgerShare before;
    private LedgerShare wanted;
    private long seen;

    /// <summary>The lines of the page, each with what the wanted lines in front of it moved.</summary>
    public IReadOnlyList<(LedgerRow Row, decimal Before)> Page => page;

    /// <summary>From the day to sum from, to the eve of the filter's first one.</summary>
    public decimal MovedBefore => before.Debit - before.Credit;

    /// <summary>All wanted lines; only where the scan was not ended early.</summary>
    public LedgerShare Wanted => wanted;

    /// <summary>There are more than the page.</summary>
    public bool HasMore { get; private set; }

    /// <summary>A search would have to read everything to count; it ends with the page.</summary>
    public bool EndsEarly => filter.Words.Length > 0;

    public BlockUse UseOf(LedgerBlock block)
    {
        var share = filter.ShareOf(block);
        var mayPrecede = block.First < filter.From && block.Last >= sumFrom;
        var mayHold = block.Last >= filter.From && block.First <= filter.To;
        if (share.Lines == 0 || !(mayPrecede || mayHold))
            return BlockUse.Skip;
        if (Precedes(block.First) && Precedes(block.Last))
            return BlockUse.Sum;
        var isWhole = !EndsEarly && block.First >= filter.From && block.Last <= filter.To;
        return isWhole && (seen + share.Lines <= skip || HasMore || page.Count == take) ? BlockUse.Sum : BlockUse.Read;
    }

    /// <summary>Whether to go on.</summary>
    public bool Take(LedgerPiece piece)
    {
        if (piece.Block is { } block)
        {
            var share = filter.ShareOf(block);
            if (block.Last < filter.From)
                before += share;
            else
                Count(share);
        }
        else if (filter.Wants(piece.Row!))
        {
            if (seen >= skip && page.Count < take)
                page.Add((piece.Row!, wanted.Debit - wanted.Credit));
            else if (seen >= skip)
                HasMore = true;
            Count(LedgerShare.Of(piece.Row!));
        }
        else if (Precedes(piece.Row!.Date) && filter.IsOfAccount(piece.Row))
        {
            before += LedgerShare.Of(piece.Row);
        }

        return !(EndsEarly && HasMore);
    }

    private bool Precedes(DateOnly day) => day < filter.From && day >= sumFrom;

    private void Count(LedgerShare share)
    {
        wanted += share;
        seen += share.Lines;
        HasMore |= seen > skip + take;
    }
}
