using Microsoft.Extensions.Localization;
using SharedKernel.Access;

namespace SharedKernel.Web;

/// <summary>Where a navigation entry stands. <c>Personal</c> is the menu behind the person's name, on both sides.</summary>
public enum Section
{
    Home,
    Relationships,
    Customers,
    Admin,
    Settings,
    Portal,
    Personal,
}

/// <summary>One line of the navigation, registered by the module that owns the page behind it.</summary>
public sealed record NavigationEntry(
    Section Section, int Order, string Href, string Icon, Func<IServiceProvider, string> Text, Func<Person, bool> Visible);

/// <summary>A tab of the customer's card; the address is a full page of the module that owns it.</summary>
public sealed record CustomerTab(
    int Order, Func<Guid, string> Href, Func<IServiceProvider, string> Text, Func<Person, bool> Visible);

/// <summary>A card of the staff's Home page; its content is loaded from the module's own address.</summary>
/// <param name="Href">Answers a fragment to htmx and a page to a browser.</param>
/// <param name="Wide">Takes the whole row, for pictures and lists.</param>
public sealed record HomeCard(
    int Order, string Href, Func<IServiceProvider, string> Text, Func<Person, bool> Visible, bool Wide);

/// <summary>What a person is to the firm, in the reader's language; Identity knows.</summary>
public sealed record PersonTitle(Func<IServiceProvider, Person, string> Of);

/// <summary>One thing that is asked of a portal person.</summary>
public sealed record PortalTask(string Title, string Text, string Href, bool Done = false, DateOnly? Due = null);

/// <summary>Tells what one module asks of a portal person; the portal's first page shows all of it.</summary>
public interface IPortalTasks
{
    Task<IReadOnlyList<PortalTask>> For(Person person, CancellationToken cancellationToken);
}

public static class Screens
{
    /// <typeparam name="TText">The module's <c>Text</c>, in which <paramref name="key"/> is looked up.</typeparam>
    /// <param name="href">Begins with a slash; the entry is current on this address and below it.</param>
    /// <param name="icon">A name in src/Host/icons.txt.</param>
    public static IServiceCollection AddNavigation<TText>(
        this IServiceCollection services,
        Section section,
        string key,
        string href,
        string icon,
        int order = 100,
        Func<Person, bool>? visible = null) =>
        services.AddSingleton(new NavigationEntry(section, order, href, icon, Words<TText>(key), visible ?? Always));

    public static IServiceCollection AddCustomerTab<TText>(
        this IServiceCollection services, string key, Func<Guid, string> href, int order = 100, Func<Person, bool>? visible = null) =>
        services.AddSingleton(new CustomerTab(order, href, Words<TText>(key), visible ?? Always));

    public static IServiceCollection AddHomeCard<TText>(
        this IServiceCollection services,
        string key,
        string href,
        int order = 100,
        Func<Person, bool>? visible = null,
        bool wide = false) =>
        services.AddSingleton(new HomeCard(order, href, Words<TText>(key), visible ?? Always, wide));

    public static IServiceCollection AddPortalTasks<TTasks>(this IServiceCollection services)
        where TTasks : class, IPortalTasks =>
        services.AddScoped<IPortalTasks, TTasks>();

    private static bool Always(Person person) => true;

    private static Func<IServiceProvider, string> Words<TText>(string key) =>
        services => services.GetRequiredService<IStringLocalizer<TText>>()[key];
}
