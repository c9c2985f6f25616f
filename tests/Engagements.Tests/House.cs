using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Engagements.Firms;
using Identity.Contracts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Messaging;
using SharedKernel.Persistence;
using SharedKernel.Web;

namespace Engagements.Tests;

/// <summary>
/// The real host on its own database. Only the sign-in is left out: a request says in a header who asks. The rights
/// are Identity's real table.
/// </summary>
public sealed class House : WebApplicationFactory<Program>
{
    private const string WhoAsks = "X-Who-Asks";
    private readonly string folder = Directory.CreateTempSubdirectory("engagements-tests-").FullName;
    private readonly Dictionary<string, Person> people = [];

    internal Queries Queries { get; } = new();

    internal Letters Letters { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Storage:Directory", folder);
        builder.UseSetting("Schedule:Enabled", "false");
        builder.ConfigureLogging(logging => logging.AddProvider(Queries).AddFilter<Queries>("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Information));
        builder.ConfigureTestServices(services =>
        {
            services.AddScoped<IPersonSource>(_ => new Door(people));
            services.AddSingleton<IPost>(Letters);
        });
    }

    /// <summary>A firm with one staff user of each profile type, named after the type.</summary>
    internal async Task<TestFirm> NewFirm()
    {
        var firm = new TestFirm(this, Guid.CreateVersion7());
        await Hear(firm.Id, new FirmChanged(firm.Id, 1, "Kantoor Noord", "Europe/Brussels", "nl", new DateOnly(2026, 1, 1), "Kantoor Noord", "office@firm.test"));
        foreach (var type in TestFirm.ProfileTypes)
            await firm.Hire(type, type);
        return firm;
    }

    internal void Admit(Person person)
    {
        lock (people)
            people[person.MembershipId.ToString()] = person;
    }

    internal Client As(Person person)
    {
        var http = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add(WhoAsks, person.MembershipId.ToString());
        return new Client(http);
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
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(firmId);
        return await act(scope.ServiceProvider.GetRequiredService<EngagementsDb>(), scope.ServiceProvider);
    }

    /// <summary>The events of one kind that a firm's changes have announced and nobody has delivered yet, oldest first.</summary>
    internal Task<List<TEvent>> Announced<TEvent>(Guid firmId) => In(firmId, async (db, _) =>
        (await db.Outbox.Where(m => m.FirmId == firmId && m.Name == EventCatalog.NameOf(typeof(TEvent))).OrderBy(m => m.AnnouncedAt).ThenBy(m => m.Id).ToListAsync())
            .ConvertAll(m => JsonSerializer.Deserialize<TEvent>(m.Body, JsonSerializerOptions.Web)!));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(folder))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Door(Dictionary<string, Person> people) : IPersonSource
    {
        public ValueTask<Person?> Find(HttpContext context)
        {
            lock (people)
                return ValueTask.FromResult(people.GetValueOrDefault(context.Request.Headers[WhoAsks].ToString()));
        }

        public Task KeepLanguage(Person person, string language, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Counts database commands.</summary>
internal sealed class Queries : ILoggerProvider, ILogger
{
    private int count;

    public int Count => count;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == 20101)
            Interlocked.Increment(ref count);
    }

    public void Dispose()
    {
    }
}

/// <summary>Keeps the letters instead of sending them.</summary>
internal sealed class Letters : IPost
{
    private readonly List<Letter> sent = [];

    public Task Send(Guid id, Letter letter, CancellationToken token)
    {
        lock (sent)
            sent.Add(letter);
        return Task.CompletedTask;
    }

    public IReadOnlyList<Letter> To(string address)
    {
        lock (sent)
            return [.. sent.Where(l => l.To == address)];
    }
}

/// <summary>A firm of its own for each test, so that tests do not see each other.</summary>
internal sealed class TestFirm(House house, Guid id)
{
    public static readonly string[] ProfileTypes =
        ["Administrator", "DataController", "Manager", "EngagementManager", "RelationshipManager", "Viewer"];

    private readonly Dictionary<string, Person> staff = [];

    public Guid Id => id;

    public House House => house;

    public Client this[string name] => house.As(staff[name]);

    public Client Admin => this["Administrator"];

    public Guid IdOf(string name) => staff[name].MembershipId;

    public async Task Hire(string name, string profileType)
    {
        var person = new Person(
            Guid.CreateVersion7(), Guid.CreateVersion7(), id, "Kantoor Noord", Side.Staff, profileType, null, name, $"{name.ToLowerInvariant()}@firm.test", "en", "Europe/Brussels",
            RightsOf(profileType));
        staff[name] = person;
        house.Admit(person);
        await house.Hear(id, new StaffUserChanged(
            id, person.MembershipId, 1, name, person.Email, "en", person.May(Right.SeeCustomers) == Reach.All, true, false));
    }

    /// <summary>The portal side of a contact.</summary>
    public Client Contact(Guid contactId, Guid customerId, string language = "nl")
    {
        var person = new Person(
            Guid.CreateVersion7(), contactId, id, "Kantoor Noord", Side.Portal, null, customerId, "Contact", "contact@customer.test", language, "Europe/Brussels",
            new Dictionary<Right, Reach>());
        house.Admit(person);
        return house.As(person);
    }

    public async Task<Guid> Customer(string name, Guid? responsible = null, string? by = null, string? label = null) => await (by is null ? Admin : this[by]).Made(
        "/api/engagements/customers", new { kind = "company", name, language = "nl", responsibleId = responsible?.ToString(), label }, "customerId");

    public async Task<Guid> Contact(Guid customerId, string email = "eva@customer.test", string language = "nl") => await Admin.Made(
        $"/api/engagements/customers/{customerId}/contacts", new { fullName = "Eva Maes", email, language }, "contactId");

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
            en = $"{mark} english", fr = $"{mark} français", nl = $"{mark} nederlands", pl = $"{mark} polski",
            kind = material ? "material" : "correction",
            version,
        })).EnsureSuccessStatusCode();
        var draft = await Admin.Json("/api/engagements/eula-versions/0");
        (await Admin.Send(HttpMethod.Post, "/api/engagements/eula-versions/publications", new { version = draft.GetProperty("version").GetInt64().ToString() }))
            .EnsureSuccessStatusCode();
    }

    private static IReadOnlyDictionary<Right, Reach> RightsOf(string profileType)
    {
        var identity = typeof(Identity.IdentityModule).Assembly;
        var types = identity.GetType("Identity.Memberships.ProfileTypes", throwOnError: true)!;
        var type = Enum.Parse(identity.GetType("Identity.Memberships.ProfileType", throwOnError: true)!, profileType);
        return (IReadOnlyDictionary<Right, Reach>)types.GetMethod("RightsOf")!.Invoke(null, [type])!;
    }
}

/// <summary>Somebody's browser, or program.</summary>
internal sealed class Client(HttpClient http)
{
    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(path);

    public async Task<HttpStatusCode> Status(string path) => (await Get(path)).StatusCode;

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null) =>
        http.SendAsync(new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) });

    public async Task<JsonElement> Json(string path) => await http.GetFromJsonAsync<JsonElement>(path);

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

    public static async Task<IHtmlDocument> Read(HttpResponseMessage response)
    {
        var context = BrowsingContext.New(Configuration.Default);
        return (IHtmlDocument)await context.OpenAsync(async r => r.Content(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>Opens a page and sends the form with this action as a browser would, with some fields filled in anew.</summary>
    public async Task<HttpResponseMessage> Submit(string page, string action, params (string Name, string Value)[] fields) =>
        await Submit(await Page(page), action, fields);

    public async Task<HttpResponseMessage> Submit(IHtmlDocument page, string action, params (string Name, string Value)[] fields)
    {
        var form = page.Forms.FirstOrDefault(f => f.GetAttribute("action") == action);
        Assert.True(form is not null, $"There is no form with the action {action}; there are: {string.Join(", ", page.Forms.Select(f => f.GetAttribute("action")))}");
        var values = form.Elements.SelectMany(Values).Where(v => !fields.Any(f => f.Name == v.Key))
            .Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var content = new FormUrlEncodedContent(values);
        return await http.PostAsync(action, content);
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
