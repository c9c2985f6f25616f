namespace Architecture.Tests;

/// <summary>
/// A rule is a function from its subjects to the offenders among them, each named so that one finds it. It is tried
/// twice: on the repository, which must have subjects and no offender, and on a sample that breaks it.
/// </summary>
internal static class Rule
{
    public static void Holds<T>(IReadOnlyCollection<T> subjects, Func<IReadOnlyCollection<T>, IEnumerable<string>> offenders)
    {
        Assert.True(subjects.Count > 0, "The rule found nothing to look at, so it proves nothing.");
        var found = offenders(subjects).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, $"{found.Count} against the rule:\n{string.Join('\n', found)}");
    }

    /// <param name="because">Words that the one complaint must contain.</param>
    public static void Refuses<T>(IReadOnlyCollection<T> sample, Func<IReadOnlyCollection<T>, IEnumerable<string>> offenders, string because) =>
        Assert.Contains(because, Assert.Single(offenders(sample).Distinct()), StringComparison.Ordinal);
}
