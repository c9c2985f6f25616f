using System.Net;
using System.Text.Json;
using DataRefresh.Contracts;
using Engagements.Contracts;
using Engagements.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Mail;
using SharedKernel.Messaging;

namespace Engagements.Tests.Requests;

public sealed class RequestTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task What_is_asked_is_chosen_previewed_sent_and_remembered()
    {
        var (firm, engagement, _, email) = await Asked("fr");
        var form = $"/admin/engagements/{engagement}/data-requests/new?back=/admin/engagements%3Fsearch%3Dannual";
        var action = $"/admin/engagements/{engagement}/data-requests";

        var preview = await firm["Manager"].Submit(await firm["Manager"].Page(form), action, $"{action}/preview", ("scope", "SpendDetail"));
        var shown = await Client.Read(preview);
        var nothingYet = await Request(firm, engagement);
        var answer = await firm["Manager"].Submit(form, action, ("scope", "SpendDetail"));

        Assert.Null(nothingYet);
        Assert.Contains("le détail des dépenses", shown.QuerySelector(".mail-preview")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/admin/engagements?search=annual", answer.Headers.Location!.ToString());
        var letter = await Mailed(email);
        Assert.Equal(("fr", firm.Name), (letter.Language, letter.SenderName));
        Assert.Contains(letter.Paragraphs, p => p.Contains("le détail des dépenses", StringComparison.Ordinal));
        Assert.Equal(RequestedScope.SpendDetail, await house.In(firm.Id, (db, _) => db.Engagements.Where(e => e.Id == engagement).Select(e => e.Scope).SingleAsync()));
        var request = await Request(firm, engagement);
        Assert.Equal((RequestState.Sent, RequestKind.Data, "Manager"), (request!.State, request.Kind, request.SentByName));
    }

    [Fact]
    public async Task The_link_leads_a_new_contact_through_activation_to_the_walk()
    {
        var (firm, engagement, contact, email) = await Asked("nl");
        await Send(firm, engagement);
        var link = (await Mailed(email)).Action!.Address.AbsolutePath;
        var stranger = new Client(house.Host.Browse());

        var entry = await stranger.Page(link);
        var unopened = (await Request(firm, engagement))!.State;
        var begun = await stranger.Submit(entry, link);
        var activation = begun.Headers.Location!.ToString();
        var done = await stranger.Submit(activation, "/activate", ("password", "Calm-rivers-77-turn"), ("repeat", "Calm-rivers-77-turn"));
        var walk = await stranger.Page(done.Headers.Location!.ToString());

        Assert.Equal(RequestState.Sent, unopened);
        Assert.StartsWith("/activate?token=", activation, StringComparison.Ordinal);
        Assert.Equal($"/portal/engagements/requests/{(await Request(firm, engagement))!.Id}", done.Headers.Location.ToString());
        Assert.Equal(["Package", "Access"], walk.QuerySelectorAll("[data-step]").Select(s => s.GetAttribute("data-step")));
        Assert.Equal(RequestState.Opened, (await Request(firm, engagement))!.State);
        Assert.NotEqual(Guid.Empty, contact);
    }

    [Fact]
    public async Task Who_has_a_password_signs_in_and_goes_on_even_from_another_membership()
    {
        var (firm, engagement, contact, email) = await Asked("en");
        await firm.SignIn(contact);
        var elsewhere = await house.NewFirm();
        var otherContact = await elsewhere.Contact(await elsewhere.Customer("Elsewhere"), email, "en");
        var other = await elsewhere.SignIn(otherContact);
        await other.Send(HttpMethod.Put, "/api/identity/session", new { membershipId = otherContact });
        await Send(firm, engagement);
        var link = (await Mailed(email)).Action!.Address.AbsolutePath;

        var signIn = (await other.Submit(link, link)).Headers.Location!.ToString();
        var landed = await other.Submit(signIn, "/sign-in", ("email", email), ("password", Testing.People.Password));

        Assert.StartsWith($"/sign-in?membership={contact}", signIn, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await other.Status(landed.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task The_walk_goes_from_the_agreement_to_the_package_to_access_and_ends_with_the_data()
    {
        var (firm, engagement, contact, _) = await Asked("en");
        await firm.Publish(material: true);
        var portal = await firm.SignIn(contact);
        await Send(firm, engagement);
        var walk = $"/portal/engagements/requests/{(await Request(firm, engagement))!.Id}";

        var first = await Current(portal, walk);
        var terms = (await portal.Page(walk)).QuerySelector("[data-step=Terms] a")!.GetAttribute("href")!;
        var accepted = await portal.Submit(terms, "/portal/engagements/eula");
        var second = await Current(portal, walk);
        await portal.Submit(walk, $"{walk}/package", ("package", "exact-online"));
        var third = await Current(portal, walk);
        await house.Hear(firm.Id, new DataStored(firm.Id, engagement, house.Host.Clock.Now));

        Assert.Equal(("Terms", "Package", "Access"), (first, second, third));
        Assert.Equal(walk, accepted.Headers.Location!.ToString());
        Assert.Equal("exact-online", (await house.Announced<EngagementChanged>(firm.Id))[^1].Package);
        Assert.Equal(RequestState.Answered, (await Request(firm, engagement))!.State);
        Assert.Contains("Thank you", (await portal.Page(walk)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_not_online_asks_for_a_file()
    {
        var (firm, engagement, contact, _) = await Asked("en");
        var portal = await firm.SignIn(contact);
        await Send(firm, engagement);
        var walk = $"/portal/engagements/requests/{(await Request(firm, engagement))!.Id}";

        await portal.Submit(walk, $"{walk}/package", ("package", "winbooks"));
        await house.Host.Settle();

        Assert.Equal($"/portal/data-refresh/uploads/new/{engagement}", (await portal.Page(walk)).QuerySelector("[data-step=Access] a.btn-primary")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_repair_link_asks_only_for_what_is_missing_and_ends_with_the_last_of_it()
    {
        var (firm, engagement, contact, email) = await Asked("en");
        await firm.Publish(material: true);
        var portal = await firm.SignIn(contact);
        await Send(firm, engagement, "repair");
        var request = (await Request(firm, engagement))!;
        var walk = $"/portal/engagements/requests/{request.Id}";

        await portal.Submit($"/portal/engagements/eula?back={walk}", "/portal/engagements/eula");
        var afterTerms = (await Request(firm, engagement))!.State;
        await house.Hear(firm.Id, new CustomerConnected(firm.Id, engagement, house.Host.Clock.Now));

        Assert.Equal(RequestSteps.Terms | RequestSteps.Access, request.Asks);
        Assert.Equal(TimeSpan.FromDays(3), request.ExpiresAt - request.SentAt);
        Assert.Contains("accept the agreement, connect Xero again", string.Join(' ', (await Mailed(email)).Paragraphs), StringComparison.Ordinal);
        Assert.Equal((RequestState.Sent, RequestState.Answered), (afterTerms, (await Request(firm, engagement))!.State));
        Assert.Null(await RequestedAt(firm, engagement));
    }

    [Fact]
    public async Task A_file_repairs_nothing()
    {
        var (firm, engagement, contact, _) = await Asked("en");
        var portal = await firm.SignIn(contact);
        await Send(firm, engagement, "repair");

        await house.Hear(firm.Id, new DataStored(firm.Id, engagement, house.Host.Clock.Now));

        var request = (await Request(firm, engagement))!;
        Assert.Null(request.EndedAt);
        Assert.Equal("Access", await Current(portal, $"/portal/engagements/requests/{request.Id}"));
        Assert.NotNull(await RequestedAt(firm, engagement));
    }

    [Fact]
    public async Task A_request_whose_contact_is_replaced_is_withdrawn_and_nobody_counts_as_asked()
    {
        var (firm, engagement, _, _) = await Asked("en");
        await Send(firm, engagement);
        var other = await firm.Contact(await CustomerOf(firm, engagement), language: "en");
        await house.In(firm.Id, (db, _) => db.Engagements.Where(e => e.Id == engagement).ExecuteUpdateAsync(set => set.SetProperty(e => e.ContactId, other)));

        await house.Host.Settle();

        Assert.Equal(RequestState.Withdrawn, (await Request(firm, engagement))!.State);
        Assert.Null(await RequestedAt(firm, engagement));
    }

    [Fact]
    public async Task A_request_is_reminded_of_once_after_a_week_and_runs_out_after_thirty_days()
    {
        var (firm, engagement, _, email) = await Asked("en");
        await Send(firm, engagement);
        var link = (await Mailed(email)).Action!.Address;
        try
        {
            await At(6.9);
            var early = (await Letters(email)).Count;
            await At(0.2);
            await At(1);
            var reminded = await Letters(email);
            var again = await new Client(house.Host.Browse()).Page(reminded.Single(l => l.Subject.StartsWith("Reminder", StringComparison.Ordinal)).Action!.Address.AbsolutePath);
            await At(22);
            var told = (await house.Announced<EngagementChanged>(firm.Id))[^1];
            var closed = await new Client(house.Host.Browse()).Get(link.AbsolutePath);

            Assert.Equal(1, early);
            Assert.Equal(2, reminded.Count);
            Assert.Contains("Eva Maes", again.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(RequestState.Expired, (await Request(firm, engagement))!.State);
            Assert.NotNull(told.RequestExpiredAt);
            Assert.Equal(HttpStatusCode.Gone, closed.StatusCode);
            Assert.Contains(firm.Name, (await Client.Read(closed)).Body!.TextContent, StringComparison.Ordinal);
        }
        finally
        {
            house.Host.Clock.Reset();
        }
    }

    [Fact]
    public async Task A_new_request_ends_the_older_one_and_two_at_once_make_one()
    {
        var (firm, engagement, _, email) = await Asked("en");
        await Send(firm, engagement);
        var older = (await Mailed(email)).Action!.Address.AbsolutePath;
        house.Host.Clock.Advance(TimeSpan.FromMinutes(6));
        try
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => firm.Admin.Send(HttpMethod.Post, $"/api/engagements/engagements/{engagement}/data-requests")));

            Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
            Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
            Assert.Equal(1, await house.In(firm.Id, (db, _) => db.Requests.CountAsync(r => r.OpenFor == engagement)));
            Assert.Equal(HttpStatusCode.Gone, await new Client(house.Host.Browse()).Status(older));
        }
        finally
        {
            house.Host.Clock.Reset();
        }
    }

    [Fact]
    public async Task A_link_is_worth_nothing_once_the_contact_has_another_address()
    {
        var (firm, engagement, contact, email) = await Asked("en");
        await Send(firm, engagement);
        var link = (await Mailed(email)).Action!.Address.AbsolutePath;
        var form = $"/customers/{await CustomerOf(firm, engagement)}/contacts/{contact}/edit";

        var edited = await firm.Admin.Submit(form, form, ("email", $"moved{Guid.NewGuid():N}@customer.test"));

        Assert.Equal(HttpStatusCode.Found, edited.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, await new Client(house.Host.Browse()).Status(link));
    }

    [Theory]
    [InlineData("/requests/AAAA")]
    [InlineData("/requests/..%2F..%2Fadmin")]
    public async Task A_link_that_we_never_made_says_so_and_no_more(string link) =>
        Assert.Equal(HttpStatusCode.Gone, await new Client(house.Host.Browse()).Status(link));

    [Fact]
    public async Task Another_contacts_walk_looks_like_none()
    {
        var (firm, engagement, _, _) = await Asked("en");
        await Send(firm, engagement);
        var other = await firm.SignIn(await firm.Contact(await firm.Customer("Other"), language: "en"));
        var id = (await Request(firm, engagement))!.Id;

        Assert.Equal(HttpStatusCode.NotFound, await other.Status($"/portal/engagements/requests/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Send(HttpMethod.Put, $"/api/engagements/requests/{id}/package", new { package = "winbooks" })).StatusCode);
    }

    private async Task<(Office Firm, Guid Engagement, Guid Contact, string Email)> Asked(string language)
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Brouwerij");
        var email = $"asked{Guid.NewGuid():N}@customer.test";
        var contact = await firm.Contact(customer, email, language);
        var engagement = await firm.Engagement(customer, contact: contact);
        await house.Host.Settle();
        return (firm, engagement, contact, email);
    }

    private static async Task Send(Office firm, Guid engagement, string kind = "data") =>
        (await firm.Admin.Send(HttpMethod.Post, $"/api/engagements/engagements/{engagement}/data-requests", new { kind })).EnsureSuccessStatusCode();

    private Task<InformationRequest?> Request(Office firm, Guid engagement) => house.In(firm.Id, (db, _) =>
        db.Requests.AsNoTracking().Where(r => r.EngagementId == engagement).OrderByDescending(r => r.SentAt).FirstOrDefaultAsync());

    private Task<Guid> CustomerOf(Office firm, Guid engagement) => house.In(firm.Id, (db, _) =>
        db.Engagements.Where(e => e.Id == engagement).Select(e => e.CustomerId).SingleAsync());

    private async Task<List<Letter>> Letters(string email) =>
        [.. (await house.Host.Letters(email)).Where(l => l.Action!.Address.AbsolutePath.StartsWith("/requests/", StringComparison.Ordinal))];

    private Task<DateTimeOffset?> RequestedAt(Office firm, Guid engagement) =>
        house.In(firm.Id, (db, _) => db.Engagements.Where(e => e.Id == engagement).Select(e => e.DataRequestedAt).SingleAsync());

    private async Task<Letter> Mailed(string email) => Assert.Single(await Letters(email));

    private static async Task<string?> Current(Client portal, string walk) =>
        (await portal.Page(walk)).QuerySelector("[data-state=Current]")?.GetAttribute("data-step");

    private async Task At(double days)
    {
        house.Host.Clock.Advance(TimeSpan.FromDays(days));
        await house.Host.Services.GetServices<IPump>().Single(p => p.GetType().Name == nameof(RequestReminders)).RunAsync(default);
    }
}
