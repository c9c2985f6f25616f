using Engagements.Contracts;
using Engagements.Engaging;

namespace Engagements.Tests.Engaging;

public sealed class EngagementRules
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);

    private static readonly Guid Owner = Guid.CreateVersion7();

    private static readonly Guid Creator = Guid.CreateVersion7();

    private static readonly Guid Member = Guid.CreateVersion7();

    private static readonly EngagementFacts Facts = new(
        "Annual accounts", null, Owner, [Member, Owner], "xero", null, RequestedScope.Both, new DateOnly(2026, 1, 2), "Annex 3", 7, null);

    [Fact]
    public void Owner_creator_and_team_see_it_each_once()
    {
        var told = Started().ToEvent("Brouwerij", null, null, "Anna");

        Assert.Equal([Member, Owner, Creator], told.VisibleTo);
    }

    [Fact]
    public void Every_change_makes_it_a_newer_version()
    {
        var engagement = Started();
        var before = engagement.Version;

        engagement.Change(Facts with { Title = "Other" }, Owner);
        engagement.Accept(1);
        engagement.Archive(Now);
        engagement.Restore();

        Assert.Equal(before + 4, engagement.Version);
    }

    [Fact]
    public void The_package_decides_whether_it_is_online()
    {
        var engagement = Started();
        Assert.Equal("xero", engagement.Connector);

        engagement.Change(Facts with { Package = "winbooks" }, Owner);
        Assert.Null(engagement.Connector);
        engagement.Change(Facts with { Package = "xero-codat" }, Owner);

        Assert.Equal("codat", engagement.Connector);
    }

    [Fact]
    public void An_engagement_stays_with_its_connector_until_its_package_changes()
    {
        var engagement = Started();
        // As it was stored when Xero was read through another connector.
        typeof(Engagement).GetProperty(nameof(Engagement.Connector))!.SetValue(engagement, "codat");

        engagement.Change(Facts with { Title = "Renamed" }, Owner);
        Assert.Equal("codat", engagement.Connector);
        engagement.Change(Facts with { Package = "freeagent" }, Owner);
        engagement.Change(Facts, Owner);

        Assert.Equal("xero", engagement.Connector);
    }

    [Fact]
    public void Who_marked_the_legal_cover_stays_until_the_mark_is_changed()
    {
        var engagement = Started();

        engagement.Change(Facts with { Title = "Other" }, Member);
        Assert.Equal(Creator, engagement.LegalCoverBy);

        engagement.Change(Facts with { LegalCoverNote = "Annex 4" }, Member);
        Assert.Equal(Member, engagement.LegalCoverBy);

        engagement.Change(Facts with { LegalCoverOn = null }, Member);
        Assert.Null(engagement.LegalCoverBy);
        Assert.Null(engagement.LegalCoverNote);
    }

    [Fact]
    public void An_older_acceptance_that_comes_late_changes_nothing()
    {
        var engagement = Started();

        engagement.Accept(3);
        engagement.Accept(2);

        Assert.Equal(3, engagement.AcceptedEula);
    }

    [Fact]
    public void The_contact_is_not_asked_twice_within_minutes()
    {
        var engagement = Started();

        Assert.True(engagement.RequestData(Now));
        Assert.False(engagement.RequestData(Now.AddMinutes(4)));
        Assert.True(engagement.RequestData(Now.AddMinutes(6)));
    }

    private static Engagement Started() => Engagement.Create(Guid.CreateVersion7(), Guid.CreateVersion7(), Creator, Facts, Now);
}
