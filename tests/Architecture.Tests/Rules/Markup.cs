using System.Text.RegularExpressions;

namespace Architecture.Tests.Rules;

/// <summary>The content security policy blocks inline script and style, and what htmx would have to eval.</summary>
public sealed partial class Markup
{
    [Fact]
    public void Components_hold_no_markup_that_the_policy_blocks() => Rule.Holds(Repository.Files("src", "*.razor"), Offenders);

    [Theory]
    [InlineData("""<a hx-on:click="go()">""")]
    [InlineData("""<a hx-vals='js:{at: Date.now()}'>""")]
    [InlineData("""<input hx-trigger="keyup[key=='Enter']">""")]
    [InlineData("""<p style="color: red">""")]
    [InlineData("""<button onclick="go()">""")]
    [InlineData("""<button @onclick="Go">""")]
    [InlineData("<script>go()</script>")]
    [InlineData("<style>p { color: red }</style>")]
    [InlineData("""<a href="javascript:go()">""")]
    [InlineData("""<base href="/">""")]
    public void Markup_that_the_policy_blocks_is_refused(string markup) =>
        Rule.Refuses([new SourceFile("src/Rooms/Door.razor", $"<p>\n{markup}\n</p>")], Offenders, $"src/Rooms/Door.razor:2: {markup}");

    private static IEnumerable<string> Offenders(IReadOnlyCollection<SourceFile> components) =>
        from component in components
        from line in component.Lines
        where Blocked().IsMatch(line.Text)
        select $"{component.Path}:{line.Number}: {line.Text.Trim()}";

    [GeneratedRegex("""\bhx-on\b|["']js:|javascript:|\sstyle=|\s@?on[a-z]+=|<script(?![^>]*\ssrc=)|<style\b|<base\b|hx-trigger=("[^"]*|'[^']*)\[""")]
    private static partial Regex Blocked();
}
