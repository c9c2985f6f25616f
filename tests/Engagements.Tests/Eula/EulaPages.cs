using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Engagements.Contracts;
using SharedKernel.Access;
using SharedKernel.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Engagements.Tests.Eula;

public sealed class EulaPages(House house) : IClassFixture<House>
{
    private const string Portal = "/portal/engagements/eula";

    [Fact]
    public async Task A_contact_reads_it_in_the_own_language_and_accepts_once_for_all_engagements()
    {
        var (firm, contact, engagements) = await Started();
        await firm.Publish(material: true);
        var page = await contact.Page(Portal);
        Assert.Contains("v nederlands", page.Body!.TextContent);

        var answer = await contact.Submit(page, Portal);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        foreach (var id in engagements)
        {
            var acceptance = (await firm.Admin.Json($"/api/engagements/engagements/{id}")).GetProperty("acceptances")[0];
            Assert.Equal((1, "Eva Maes", "nl"), (acceptance.GetProperty("number").GetInt32(), acceptance.GetProperty("contactName").GetString(), acceptance.GetProperty("language").GetString()));
        }

        Assert.All((await house.Announced<EngagementChanged>(firm.Id)).TakeLast(2), e => Assert.Equal(1, e.AcceptedEula));
        var after = await contact.Page(Portal);
        Assert.Empty(after.QuerySelectorAll($"main form[action='{Portal}']"));
        Assert.Contains("One", after.Body!.TextContent);
    }

    [Fact]
    public async Task Accepting_twice_is_harmless()
    {
        var (firm, contact, _) = await Started();
        await firm.Publish(material: true);

        Assert.Equal(2, await Accept(contact, 1));
        Assert.Equal(0, await Accept(contact, 1));
    }

    [Fact]
    public async Task Accepting_many_times_at_once_records_each_engagement_once()
    {
        var (firm, contact, engagements) = await Started();
        await firm.Publish(material: true);

        var recorded = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Accept(contact, 1)));

        Assert.Equal(2, recorded.Sum());
        foreach (var id in engagements)
            Assert.Equal(1, (await firm.Admin.Json($"/api/engagements/engagements/{id}")).GetProperty("acceptances").GetArrayLength());
    }

    [Fact]
    public async Task A_material_version_is_asked_again_and_a_correction_is_not()
    {
        var (firm, contact, engagements) = await Started();
        await firm.Publish(material: true);
        await Accept(contact, 1);

        await firm.Publish(material: false);
        Assert.Equal((2, 1), await InForce(firm));
        Assert.True(await Current(firm, engagements[0]));
        Assert.Empty((await contact.Page(Portal)).QuerySelectorAll($"main form[action='{Portal}']"));

        await firm.Publish(material: true);
        Assert.Equal((3, 3), await InForce(firm));
        Assert.False(await Current(firm, engagements[0]));
        Assert.NotEmpty((await contact.Page(Portal)).QuerySelectorAll($"main form[action='{Portal}']"));
        var told = await house.Announced<EulaPublished>(firm.Id);
        Assert.Equal([(1, 1), (2, 1), (3, 3)], told.Select(e => (e.Number, e.RequiredNumber)));
    }

    [Fact]
    public async Task What_was_not_read_cannot_be_accepted()
    {
        var (firm, contact, _) = await Started();
        await firm.Publish(material: true);
        var read = await contact.Page(Portal);
        await firm.Publish(material: true);

        await contact.Submit(read, Portal);

        var answer = await contact.Send(HttpMethod.Post, "/api/engagements/eula/acceptances", new { number = "1" });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("eula-changed", await answer.Content.ReadAsStringAsync());
        Assert.Equal((2, 0), ((await contact.Json("/api/engagements/eula")).GetProperty("waiting").GetArrayLength(), (await contact.Json("/api/engagements/eula")).GetProperty("accepted").GetArrayLength()));
    }

    [Fact]
    public async Task The_portals_first_page_asks_while_an_engagement_waits()
    {
        var (firm, contact, _) = await Started();
        var customer = (await firm.Admin.Json("/api/engagements/customers")).GetProperty("items")[0].GetProperty("customerId").GetGuid();
        Assert.DoesNotContain(Portal, await Tasks());
        await firm.Publish(material: true);
        Assert.Contains(Portal, await Tasks());

        await Accept(contact, 1);

        Assert.DoesNotContain(Portal, await Tasks());
        async Task<string> Tasks() => (await contact.Page("/portal")).QuerySelector("main")!.InnerHtml;
        Assert.NotEqual(Guid.Empty, customer);
    }

    [Fact]
    public async Task Publishing_says_how_many_engagements_become_inactive()
    {
        var (firm, contact, _) = await Started();
        await firm.Publish(material: true);
        await Accept(contact, 1);
        await firm.Engagement((await firm.Admin.Json("/api/engagements/customers")).GetProperty("items")[0].GetProperty("customerId").GetGuid(), "Offline", package: "winbooks");
        await firm.Admin.Submit("/settings/eula/draft", "/settings/eula/draft", ("kind", "material"));

        var dialog = (await firm.Admin.Page("/settings/eula/0")).QuerySelector("#publish")!;

        Assert.Contains("until their contact person accepts: 2.", dialog.TextContent);
    }

    [Fact]
    public async Task A_draft_that_changed_since_it_was_read_is_not_published()
    {
        var (firm, _, _) = await Started();
        await firm.Admin.Submit("/settings/eula/draft", "/settings/eula/draft", Words("one"));
        var read = await firm.Admin.Page("/settings/eula/0");
        await firm.Admin.Submit("/settings/eula/draft", "/settings/eula/draft", Words("two"));

        await firm.Admin.Submit(read, "/settings/eula/publications");

        Assert.Equal((0, 0), await InForce(firm));
    }

    [Fact]
    public async Task Publishing_many_times_at_once_publishes_once()
    {
        var (firm, _, _) = await Started();
        await firm.Admin.Submit("/settings/eula/draft", "/settings/eula/draft", Words("one"));
        var read = await firm.Admin.Page("/settings/eula/0");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => firm.Admin.Submit(read, "/settings/eula/publications")));

        Assert.Equal((1, 1), await InForce(firm));
        Assert.Single(await house.Announced<EulaPublished>(firm.Id));
    }

    [Fact]
    public async Task A_draft_needs_all_four_languages_and_a_kind()
    {
        var firm = await house.NewFirm();

        var answer = await firm.Admin.Submit("/settings/eula/draft", "/settings/eula/draft", ("en", "words"), ("kind", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Client.Read(answer);
        Assert.Equal(4, page.QuerySelectorAll(".field-error").Length);
    }

    private static (string, string)[] Words(string text) => [("en", text), ("fr", text), ("nl", text), ("pl", text), ("kind", "material")];

    private async Task<(Office Firm, Client Contact, Guid[] Engagements)> Started()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var contact = await firm.Contact(customer);
        Guid[] engagements = [await firm.Engagement(customer, "One", contact: contact), await firm.Engagement(customer, "Two", contact: contact)];
        return (firm, await firm.SignIn(contact), engagements);
    }

    private static async Task<int> Accept(Client contact, int number)
    {
        var answer = await contact.Send(HttpMethod.Post, "/api/engagements/eula/acceptances", new { number = number.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("engagements").GetInt32();
    }

    private static async Task<(int, int)> InForce(Office firm)
    {
        var inForce = (await firm.Admin.Json("/api/engagements/eula-versions")).GetProperty("inForce");
        return (inForce.GetProperty("newest").GetInt32(), inForce.GetProperty("required").GetInt32());
    }

    private static async Task<bool> Current(Office firm, Guid engagement) =>
        (await firm.Admin.Json($"/api/engagements/engagements/{engagement}")).GetProperty("engagement").GetProperty("eulaCurrent").GetBoolean();
}
