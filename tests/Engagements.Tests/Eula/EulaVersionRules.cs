using Engagements.Eula;

namespace Engagements.Tests.Eula;

public sealed class EulaVersionRules
{
    private static readonly EulaTexts Texts = new("en", "fr", "nl", "pl");

    [Fact]
    public void A_published_version_never_changes()
    {
        var version = EulaVersion.Start(Guid.CreateVersion7(), Texts, material: true);
        version.Publish(1, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);

        Assert.Throws<InvalidOperationException>(() => version.Revise(Texts with { En = "other" }, true));
        Assert.Throws<InvalidOperationException>(() => version.Publish(2, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void The_first_version_is_asked_of_everybody_whatever_it_was_marked()
    {
        var version = EulaVersion.Start(Guid.CreateVersion7(), Texts, material: false);

        version.Publish(1, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);

        Assert.True(version.Material);
    }

    [Theory]
    [InlineData("nl", "nl")]
    [InlineData("pl", "pl")]
    [InlineData("de", "en")]
    public void The_words_come_in_the_readers_language_or_else_in_English(string language, string words) =>
        Assert.Equal(words, Texts.In(language));
}
