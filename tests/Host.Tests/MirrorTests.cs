using System.Net.Http.Json;
using System.Text.Json;

namespace Host.Tests;

/// <summary>Two views on the same engagements cannot disagree.</summary>
[Collection(InDemoWorld.Name)]
public sealed class MirrorTests(DemoWorld world)
{
    [Theory]
    [InlineData("owner@demo.example")]
    [InlineData("viewer@demo.example")]
    [InlineData("manager@demo.example")]
    [InlineData("admin@other.example")]
    public async Task The_dashboard_shows_exactly_the_online_engagements_of_admin_engagements(string email)
    {
        using var http = await world.Host.SignIn(email);

        var engagements = await All(http, "/api/engagements/engagements?online=yes");
        var dashboard = await All(http, "/api/data-refresh/engagements?sort=customer");

        Assert.NotEmpty(engagements);
        Assert.Equal(engagements, dashboard);
    }

    private static async Task<SortedSet<Guid>> All(HttpClient http, string list)
    {
        var (ids, after) = (new SortedSet<Guid>(), "");
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"{list}&size=20{after}");
            foreach (var item in page.GetProperty("items").EnumerateArray())
                Assert.True(ids.Add(item.GetProperty("engagementId").GetGuid()), "A row came twice.");
            if (page.GetProperty("next").GetString() is not { } next)
                return ids;
            after = $"&after={next}";
        }
    }
}
