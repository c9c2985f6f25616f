namespace Architecture.Tests.Rules;

/// <summary>Rule 3. SharedKernel stays small; a thing enters it with its second user.</summary>
public sealed class KernelSize
{
    private const int Budget = 2_600;

    [Fact]
    public void The_kernel_stays_within_its_line_budget() => Rule.Holds(
        [.. Repository.Files("src/SharedKernel", "*.cs"), .. Repository.Files("src/SharedKernel", "*.razor")],
        Offenders);

    [Fact]
    public void A_kernel_past_its_budget_is_refused() => Rule.Refuses(
        [
            new SourceFile("src/SharedKernel/Ui/Field.razor", new string('\n', 9_000)),
            new SourceFile("src/SharedKernel/Results/Result.cs", new string('\n', Budget)),
        ],
        Offenders,
        $"{Budget + 1} lines");

    private static IEnumerable<string> Offenders(IReadOnlyCollection<SourceFile> kernel)
    {
        var counted = kernel.Where(f => !f.Path.StartsWith("src/SharedKernel/Ui/", StringComparison.Ordinal)).ToList();
        var lines = counted.Sum(f => f.Lines.Count());
        if (lines > Budget)
            yield return $"src/SharedKernel has {lines} lines without Ui, {lines - Budget} more than it may";
    }
}
