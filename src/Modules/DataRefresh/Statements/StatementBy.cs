namespace DataRefresh.Statements;

/// <summary>What the columns of a statement are.</summary>
public enum StatementBy
{
    /// <summary>The financial year so far beside the same months of the year before.</summary>
    Comparison,
    Months,

    /// <summary>Of the financial year.</summary>
    Quarters,

    /// <summary>Financial years.</summary>
    Years,
}
