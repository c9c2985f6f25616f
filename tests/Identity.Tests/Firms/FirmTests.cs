using System.Net;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Identity.Tests.Firms;

public sealed class FirmTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task The_settings_are_shown_changed_and_announced()
    {
        var firm = await host.People.Firm("Old Name");
        var browser = await host.People.SignIn(await host.People.Staff(firm, ProfileType.Administrator));
        var page = await browser.Open("/settings/firm");
        Assert.True(page.Document.QuerySelectorAll("select[name=timeZone] option").Length > 300);
        var saved = await browser.Submit(
            page, "/settings/firm", ("name", "New Name"), ("timeZone", "Europe/Warsaw"), ("language", "pl"), ("senderName", "Kancelaria"),
            ("replyTo", "biuro@test.example"), ("introducedOn", "2026-02-28"));
        Assert.Equal("/settings/firm", saved.Path);
        Assert.Single(saved.Toasts);

        var json = await browser.GetJson("/api/identity/firm");
        Assert.Equal("New Name", json.GetProperty("name").GetString());
        Assert.Equal("Europe/Warsaw", json.GetProperty("timeZone").GetString());
        Assert.Equal("2026-02-28", json.GetProperty("introducedOn").GetString());
        await host.With<IdentityDb>(async db =>
        {
            var told = await db.Outbox.SingleAsync(m => m.FirmId == firm.Id && m.Name == Identity.Contracts.FirmChanged.Name);
            Assert.Contains("\"version\":2", told.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Wrong_settings_are_named_field_by_field()
    {
        var browser = await host.People.SignIn(await host.People.Staff(ProfileType.Administrator));
        var answer = await browser.Send(HttpMethod.Put, "/api/identity/firm", new
        {
            name = "",
            timeZone = "Mars/Olympus",
            language = "xx",
            senderName = " ",
            replyTo = "nobody",
            introducedOn = "31/12/2026",
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var errors = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("errors");
        Assert.Equal(["introducedOn", "language", "name", "replyTo", "senderName", "timeZone"], errors.EnumerateObject().Select(e => e.Name).Order());
    }

    [Theory]
    [InlineData(ProfileType.DataController)]
    [InlineData(ProfileType.Manager)]
    [InlineData(ProfileType.Viewer)]
    public async Task Only_an_administrator_sees_the_settings(ProfileType type)
    {
        var browser = await host.People.SignIn(await host.People.Staff(type));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open("/settings/firm")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(HttpMethod.Get, "/api/identity/firm")).StatusCode);
        Assert.DoesNotContain("/settings/firm", (await browser.Open("/")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_firm_is_created_from_the_command_line_and_its_administrator_gets_in()
    {
        await using var own = new TestHost();
        var output = new StringWriter();
        Assert.Equal(0, await own.Services.CreateFirm("First Firm", "chief@test.example", output));
        Assert.Contains("mails", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token", output.ToString(), StringComparison.Ordinal);

        var link = (await own.Letters("chief@test.example"))[0].Action!.Address.PathAndQuery;
        var browser = own.Browse();
        var home = await browser.Submit(await browser.Open(link), "/activate", ("password", People.Password), ("repeat", People.Password));
        Assert.Equal("/", home.Path);
        Assert.Equal("First Firm", (await browser.GetJson("/api/identity/firm")).GetProperty("name").GetString());
        Assert.Equal(1, await own.Services.CreateFirm("Second Firm", "no address", output));
    }

    [Fact]
    public async Task Keys_live_in_the_database_so_that_several_hosts_share_them()
    {
        await host.Browse().Open("/sign-in");
        await host.With<IdentityDb>(async db => Assert.NotEmpty(await db.ProtectionKeys.ToListAsync()));
    }
}
