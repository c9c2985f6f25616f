using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Access;
using SharedKernel.Messaging;
using Testing;

namespace Engagements.Tests;

/// <summary>The shared test host with what the tests of this module need often.</summary>
public sealed class House : IAsyncLifetime
{
    internal TestHost Host { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>A firm with one staff user of each profile type, named after the type.</summary>
    internal async Task<Office> NewFirm()
    {
        var firm = await Host.People.Firm();
        var office = new Office(this, firm);
        foreach (var type in Enum.GetValues<ProfileType>())
            await office.Hire(type);
        return office;
    }

    /// <summary>Lets the module hear an event as if it had been delivered.</summary>
    internal async Task Hear<TEvent>(Guid firmId, TEvent happened)
        where TEvent : notnull => await In(firmId, async (db, services) =>
    {
        var handler = typeof(EngagementsDb).Assembly.GetTypes().Single(t => typeof(IHandle<TEvent>).IsAssignableFrom(t));
        await using var transaction = await db.Database.BeginTransactionAsync();
        await ((IHandle<TEvent>)services.GetRequiredService(handler)).Handle(happened, default);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    internal async Task<T> In<T>(Guid firmId, Func<EngagementsDb, IServiceProvider, Task<T>> act)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(firmId);
        return await act(scope.ServiceProvider.GetRequiredService<EngagementsDb>(), scope.ServiceProvider);
    }

    /// <summary>The events of one kind that a firm's changes have announced and nobody has delivered yet, oldest first.</summary>
    internal Task<List<TEvent>> Announced<TEvent>(Guid firmId) => In(firmId, async (db, _) =>
    {
        var name = EventCatalog.NameOf(typeof(TEvent));
        var messages = await db.Outbox.Where(m => m.FirmId == firmId && m.Name == name).OrderBy(m => m.AnnouncedAt).ThenBy(m => m.Id).ToListAsync();
        return messages.ConvertAll(m => JsonSerializer.Deserialize<TEvent>(m.Body, JsonSerializerOptions.Web)!);
    });
}

/// <summary>A firm of its own for each test, so that tests do not see each other.</summary>
internal sealed class Office(House house, TestFirm firm)
{
    private readonly Dictionary<string, (TestPerson Person, Client Client)> staff = [];

    public Guid Id => firm.Id;

    public string Name => firm.Name;

    public Client this[string name] => staff[name].Client;

    public Client Admin => this[nameof(ProfileType.Administrator)];

    public Guid IdOf(string name) => staff[name].Person.Id;

    public async Task Hire(ProfileType type)
    {
        var person = await house.Host.People.Staff(firm, type, type.ToString());
        staff[type.ToString()] = (person, new Client(await house.Host.People.SignIn(person)));
    }

    /// <summary>The portal side of a contact, who has followed the link in the invitation.</summary>
    public async Task<Client> SignIn(Guid contactId)
    {
        await house.Host.Settle();
        return new Client(await house.Host.People.SignIn(await house.Host.People.Activate(firm, contactId)));
    }

    public async Task<Guid> Customer(string name, Guid? responsible = null, string? by = null, string? label = null) => await (by is null ? Admin : this[by]).Made(
        "/api/engagements/customers", new { kind = "company", name, language = "nl", responsibleId = responsible?.ToString(), label }, "customerId");

    /// <param name="email">Everybody's own when it does not matter: one address is one account in all firms.</param>
    public async Task<Guid> Contact(Guid customerId, string? email = null, string language = "nl") => await Admin.Made(
        $"/api/engagements/customers/{customerId}/contacts", new { fullName = "Eva Maes", email = email ?? $"eva{Guid.NewGuid():N}@customer.test", language }, "contactId");

    public async Task<Guid> Engagement(
        Guid customerId, string title = "Annual accounts", string owner = "Manager", Guid? contact = null, string[]? team = null, string package = "xero", string? by = null) =>
        await (by is null ? Admin : this[by]).Made("/api/engagements/engagements", Body(title, owner, contact, team, package, customerId), "engagementId");

    public object Body(string title, string owner, Guid? contact = null, string[]? team = null, string package = "xero", Guid customerId = default, string? version = null) => new
    {
        customerId,
        title,
        contactId = contact?.ToString(),
        ownerId = IdOf(owner).ToString(),
        team = (team ?? []).Select(t => IdOf(t).ToString()),
        package,
        scope = "Both",
        financialYearStart = "1",
        legalCoverOn = "2026-01-15",
        legalCoverNote = "Annex 3",
        version,
    };

    /// <summary>Publishes the next EULA version.</summary>
    public async Task Publish(bool material, string mark = "v")
    {
        var version = (await Admin.Page("/settings/eula/draft")).QuerySelector("input[name=version]")!.GetAttribute("value");
        (await Admin.Send(HttpMethod.Put, "/api/engagements/eula-versions/draft", new
        {
            en = $"{mark} english",
            fr = $"{mark} français",
            nl = $"{mark} nederlands",
            pl = $"{mark} polski",
            kind = material ? "material" : "correction",
            version,
        })).EnsureSuccessStatusCode();
        var draft = await Admin.Json("/api/engagements/eula-versions/0");
        (await Admin.Send(HttpMethod.Post, "/api/engagements/eula-versions/publications", new { version = draft.GetProperty("version").GetInt64().ToString(CultureInfo.InvariantCulture) }))
            .EnsureSuccessStatusCode();
    }
}

/// <summary>Somebody's browser, or program.</summary>
internal sealed class Client(Browser browser)
{
    public Task<HttpResponseMessage> Get(string path) => browser.Send(HttpMethod.Get, path);

    public async Task<HttpStatusCode> Status(string path) => (await Get(path)).StatusCode;

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null) =>
        browser.Send(method, path, body);

    public async Task<JsonElement> Json(string path) => await browser.GetJson(path);

    public async Task<Guid> Made(string path, object body, string idName)
    {
        var response = await Send(HttpMethod.Post, path, body);
        Assert.True(response.StatusCode == HttpStatusCode.Created, $"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty(idName).GetGuid();
    }

    /// <summary>The names (or titles) that a list's JSON holds, over all its pages.</summary>
    public async Task<List<string>> Names(string path, string property)
    {
        var names = new List<string>();
        for (string? after = null; ;)
        {
            var page = await Json(after is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={after}");
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty(property).GetString()!));
            after = page.GetProperty("next").GetString();
            if (after is null)
                return names;
        }
    }

    public async Task<IHtmlDocument> Page(string path)
    {
        var response = await Get(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return await Read(response);
    }

    public static async Task<IHtmlDocument> Read(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    /// <summary>Opens a page and sends the form with this action as a browser would, with some fields filled in anew.</summary>
    public async Task<HttpResponseMessage> Submit(string page, string action, params (string Name, string Value)[] fields) =>
        await Submit(await Page(page), action, fields);

    public async Task<HttpResponseMessage> Submit(IHtmlDocument page, string action, params (string Name, string Value)[] fields)
    {
        var form = page.Forms.FirstOrDefault(f => f.GetAttribute("action") == action);
        Assert.True(form is not null, $"There is no form with the action {action}; there are: {string.Join(", ", page.Forms.Select(f => f.GetAttribute("action")))}");
        var values = form.Elements.SelectMany(Values).Where(v => !fields.Any(f => f.Name == v.Key))
            .Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await browser.Send(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(values) });
    }

    /// <summary>Presses a button of a form that sends it to an address of its own.</summary>
    public Task<HttpResponseMessage> Submit(IHtmlDocument page, string action, string buttonAction, params (string Name, string Value)[] fields)
    {
        var form = page.Forms.Single(f => f.GetAttribute("action") == action);
        Assert.NotNull(form.QuerySelector($"button[formaction='{buttonAction}']"));
        form.SetAttribute("action", buttonAction);
        return Submit(page, buttonAction, fields);
    }

    private static IEnumerable<KeyValuePair<string, string>> Values(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Name: { } name, Type: "checkbox" or "radio" } box => box.IsChecked ? [KeyValuePair.Create(name, box.Value)] : [],
        IHtmlInputElement { Name: { } name } input => [KeyValuePair.Create(name, input.Value)],
        IHtmlSelectElement { Name: { } name } select => [KeyValuePair.Create(name, select.Value ?? "")],
        IHtmlTextAreaElement { Name: { } name } area => [KeyValuePair.Create(name, area.Value)],
        _ => [],
    };
}
