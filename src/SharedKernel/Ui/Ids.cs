namespace SharedKernel.Ui;

internal static class Ids
{
    /// <summary>Unique also beside fragments that were rendered earlier and are still in the page.</summary>
    public static string New(string prefix) => $"{prefix}-{Guid.NewGuid():N}"[..(prefix.Length + 9)];
}
