using System.Net;
using DataRefresh.Connections;
using DataRefresh.Remedies;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Remedies;

[Collection(InWorld.Name)]
public sealed class RemedyTests(World world)
{
    [Fact]
    public async Task What_only_the_contact_can_do_leads_to_one_link_and_what_the_firm_must_do_stands_beside_it()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var id = await office.Engagement("Blocked BV", e => e with { LegalCoverOn = null, AcceptedEula = 0 }, linked: false);

        var page = await browser.Open($"/admin/data-refresh/engagements/{id}/remedy");

        Assert.Equal(["Staff", "Contact"], page.Document.QuerySelectorAll("[data-actor]").Select(s => s.GetAttribute("data-actor")));
        Assert.Equal(["eula-not-accepted", "credentials-missing"], page.Document.QuerySelectorAll("[data-actor=Contact] [data-code]").Select(s => s.GetAttribute("data-code")));
        Assert.StartsWith($"/admin/engagements/{id}/data-requests/new?kind=data", page.Document.QuerySelector("[data-actor=Contact] a.btn-primary")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_is_mailed_by_a_colleague_in_the_administrators_language_and_not_twice_in_an_hour()
    {
        var office = await world.NewOffice();
        var administrator = await world.Host.People.Staff(office.Firm, ProfileType.Administrator, "Zofia Adamska", language: "pl");
        var colleague = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.Manager, "Mia Manager"));
        await world.Host.With<DataRefreshDb>(db => db.ConnectorKeys.ExecuteDeleteAsync(), office.FirmId);
        var id = await office.Engagement("Keyless BV");
        var address = $"/admin/data-refresh/engagements/{id}/remedy";

        var page = await colleague.Open(address);
        await colleague.Submit(page, $"{address}/mail");
        var twice = await colleague.Send(HttpMethod.Post, $"/api/data-refresh/engagements/{id}/remedy/mail", new { });

        Assert.Contains("Łącznik", page.Document.QuerySelector(".mail-preview[lang=pl]")!.TextContent, StringComparison.OrdinalIgnoreCase);
        var letter = Assert.Single(await world.Host.Letters(administrator.Email));
        Assert.Contains("Mia Manager", string.Join(' ', letter.Paragraphs), StringComparison.Ordinal);
        Assert.Equal("/settings/connectors", letter.Action!.Address.AbsolutePath);
        Assert.Equal("just-mailed", await Browser.CodeOf(twice));
    }

    [Fact]
    public async Task An_administrator_presses_the_button_instead_of_writing_to_themselves()
    {
        var office = await world.NewOffice();
        await world.Host.With<DataRefreshDb>(db => db.ConnectorKeys.ExecuteDeleteAsync(), office.FirmId);
        var id = await office.Engagement("Keyless BV");

        var page = await (await office.SignIn()).Open($"/admin/data-refresh/engagements/{id}/remedy");

        Assert.Equal("/settings/connectors", page.Document.QuerySelector("[data-actor=Administrator] a.btn-primary")!.GetAttribute("href"));
        Assert.Null(page.Document.QuerySelector(".mail-preview"));
    }

    [Fact]
    public async Task An_engagement_that_is_well_says_so_and_a_foreign_one_looks_like_none()
    {
        var (office, other) = (await world.NewOffice(), await world.NewOffice());
        var id = await office.Engagement("Well BV");

        Assert.Contains("Nothing stands in the way", (await (await office.SignIn()).Open($"/admin/data-refresh/engagements/{id}/remedy")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await other.SignIn()).Send(HttpMethod.Get, $"/admin/data-refresh/engagements/{id}/remedy")).StatusCode);
    }

    [Fact]
    public void Every_code_has_an_actor_a_sentence_for_the_firm_and_one_for_the_contact()
    {
        var codes = typeof(DataRefresh.Connectors.VendorFault).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)
            .Concat(DataRefresh.Refreshes.RefusalReason.All).Append(Connection.ConsentLeft).Append("request-expired").Append("host-died").Append("unexpected").ToList();
        var words = new System.Resources.ResourceManager("DataRefresh.Text", typeof(DataRefreshDb).Assembly);

        Assert.True(codes.Count > 30);
        foreach (var language in new[] { "en", "fr", "nl", "pl" })
        {
            var culture = new System.Globalization.CultureInfo(language);
            Assert.All(codes, code =>
            {
                Assert.NotNull(words.GetString($"Reason_{code}", culture));
                Assert.NotNull(words.GetString(WhatToDo.About(code), culture));
                Assert.NotNull(words.GetString(WhatToDo.ForContact(code), culture));
            });
        }
    }
}
