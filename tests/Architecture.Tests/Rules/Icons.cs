using System.Text.RegularExpressions;

namespace Architecture.Tests.Rules;

/// <summary>The sprite holds only the icons that src/Host/icons.txt lists; another name would show nothing.</summary>
public sealed partial class Icons
{
    private static readonly HashSet<string> Sprite =
        [.. Repository.Files("src/Host", "icons.txt").SelectMany(f => f.Lines).Select(l => l.Text.Trim())];

    [Fact]
    public void Every_icon_that_is_shown_is_in_the_sprite() =>
        Rule.Holds([.. Repository.Files("src", "*.razor"), .. Repository.Files("src", "*.cs")], Offenders);

    [Theory]
    [InlineData("""<Icon Name="no-such-icon" />""")]
    [InlineData("""<Badge Icon="no-such-icon" Text="…" />""")]
    [InlineData("""services.AddNavigation<Text>(Section.Admin, "Nav_Rooms", "/rooms", "no-such-icon", order: 20)""")]
    public void An_icon_that_the_sprite_lacks_is_refused(string code) =>
        Rule.Refuses([new SourceFile("src/Rooms/Door.razor", code)], Offenders, "src/Rooms/Door.razor shows no-such-icon");

    private static IEnumerable<string> Offenders(IReadOnlyCollection<SourceFile> files) =>
        from file in files
        from Match shown in Shown().Matches(file.Text)
        let icon = shown.Groups["icon"].Value
        where !Sprite.Contains(icon)
        select $"{file.Path} shows {icon}, which src/Host/icons.txt does not list";

    [GeneratedRegex("""<Icon Name="(?<icon>[a-z0-9-]+)"|\bIcon="(?<icon>[a-z0-9-]+)"|AddNavigation<\w+>\(([^"]*"[^"]*"){2}[^"]*"(?<icon>[a-z0-9-]+)""")]
    private static partial Regex Shown();
}
