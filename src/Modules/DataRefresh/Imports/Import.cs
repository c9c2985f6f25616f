using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Imports;

/// <summary>A sum over all good rows.</summary>
/// <param name="Name">Debit, Credit, Difference, Net, Tax, Total or Due.</param>
public sealed record ImportSum(string Name, decimal Amount);

/// <summary>Makes one kind of rows of a file's rows. Memory holds keys and sums, and no rows but those that belong together.</summary>
internal abstract class Import
{
    private static readonly HashSet<string> TotalWords =
    [
        "total", "totals", "grand total", "sub total", "subtotal", "total general", "totaux", "sous total", "totaal", "totalen", "algemeen totaal", "eindtotaal", "subtotaal",
        "razem", "ogolem", "suma", "suma koncowa", "lacznie",
    ];

    /// <summary>The data set that the file is.</summary>
    public abstract DataSet Set { get; }

    /// <summary>What has to be filled for a row to be more than a line of sums.</summary>
    protected abstract ImportField Telling { get; }

    /// <summary>Rows of the data set that are complete with this one.</summary>
    public abstract IEnumerable<object> Take(MappedRow row);

    /// <summary>What is left when the file has ended.</summary>
    public virtual IEnumerable<object> Finish() => [];

    public abstract IReadOnlyList<ImportSum> Sums { get; }

    /// <summary>Data sets that follow from the rows.</summary>
    public abstract IEnumerable<(DataSet Set, IEnumerable<object> Rows)> Beside();

    /// <summary>Figures that should be equal and are not.</summary>
    public abstract IReadOnlyList<TieOutWarning> Marks { get; }

    /// <summary>Lines of sums are people's, and would be counted twice: "Total class 6", be it where codes stand; not a supplier called Total.</summary>
    public bool IsTotals(MappedRow row)
    {
        if (row.IsFilled(Telling) && !row.IsFirst(Telling))
            return false;
        var first = HeaderNames.Normalise(row.First);
        return TotalWords.Contains(first) || TotalWords.Any(word => first.StartsWith(word + " ", StringComparison.Ordinal));
    }

    public static Import Of(UploadKind kind, ImportPeriod period, KnownNames known, ReadLimits limits) => kind switch
    {
        UploadKind.TrialBalance => new TrialBalanceImport(period, known, limits),
        UploadKind.Ledger => new LedgerImport(period, known, limits),
        _ => new InvoiceImport(kind == UploadKind.SalesInvoices, period, known, limits),
    };
}

/// <summary>What a file is said to cover.</summary>
/// <param name="YearStart">First day of the financial year that holds the last day.</param>
internal sealed record ImportPeriod(DateOnly From, DateOnly To, DateOnly YearStart)
{
    public bool Holds(DateOnly day) => day >= From && day <= To;
}
