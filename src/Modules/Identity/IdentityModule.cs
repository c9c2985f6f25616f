using System.Globalization;
using Identity.Accounts;
using Identity.Contacts;
using Identity.Contracts;
using Identity.Firms;
using Identity.Links;
using Identity.Memberships;
using Identity.SignIns;
using Identity.Trials;
using MediatR;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Messaging;
using SharedKernel.Modules;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity;

/// <summary>The module's only door: firms, accounts, memberships and their rights, sign-in.</summary>
public static class IdentityModule
{
    public static void AddIdentity(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddModule<IdentityDb>("Identity");
        AddCredentials(services, builder.Environment);
        services.AddNetworkLimit(builder.Configuration);

        services.AddSingleton<PublicAddress>();
        services.AddScoped<IPersonSource, PersonSource>();
        services.AddScoped<IAccounts, ContactLogins>();
        services.AddScoped<MailedLinks>();
        services.AddScoped<Letters>();
        foreach (var kind in Letters.Kinds)
            services.AddSingleton(kind);
        services.AddScoped<Founding>();
        services.AddSingleton<TrialOffer>();
        services.AddScoped<Throttle>();
        services.AddScoped<PasswordCheck>();
        services.AddSingleton<IPump, Lapsing>();
        services.AddSingleton<IPump, Tidying>();

        // The secret of a mailed link is in the address of its page; the framework would log every address.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);

        services.AddSingleton(new PersonTitle((provider, person) => person.ProfileType is { } type
            ? provider.GetRequiredService<IStringLocalizer<Text>>()[$"ProfileType_{type}"]
            : person.FirmName));
        services.AddNavigation<Text>(Section.Admin, "Nav_Users", "/admin/users", "users", order: 30, visible: May(Right.InviteStaff));
        services.AddNavigation<Text>(Section.Settings, "Nav_Firm", "/settings/firm", "building", order: 10, visible: May(Right.ManageSettings));
        services.AddNavigation<Text>(
            Section.Settings, "Nav_ProfileTypes", "/settings/profile-types", "shield-check", order: 80, visible: May(Right.InviteStaff));
        services.AddHomeCard<Text>("Trial_Card", "/trial/left", order: 5, visible: p => p.TrialUntil is not null);
        services.AddNavigation<Text>(Section.Personal, "Nav_Me", "/me", "user-cog", order: 10);
        services.AddNavigation<Text>(Section.Personal, "Nav_Memberships", "/memberships", "switch-horizontal", order: 20);
    }

    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        // An offer that may not be made is refused now, not to the first stranger who asks for it.
        app.ServiceProvider.GetRequiredService<TrialOffer>();
        app.MapSlices(typeof(IdentityModule).Assembly, "Identity");
    }

    /// <summary><c>-- create-firm NAME EMAIL</c>: creates a firm, mails its administrator and says where the mail is.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> CreateFirm(this IServiceProvider services, string name, string email, TextWriter output, CancellationToken token = default)
    {
        await using var scope = services.CreateAsyncScope();
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var result = await scope.ServiceProvider.GetRequiredService<IMediator>()
            .Send(new CreateFirm.Command(name, email, Languages.Has(language) ? language : "en"), token);
        if (result.Failed)
            return await Tell(result.Failure, output);

        await services.GetRequiredService<OutboxDelivery>().RunAsync(token);
        var mail = services.GetRequiredService<IOptions<MailOptions>>().Value;
        await output.WriteLineAsync($"The firm \"{name}\" was created.");
        await output.WriteLineAsync(mail.Smtp.Host is { } host
            ? $"An activation mail to {email} was handed to {host}."
            : $"No SMTP server is set (Mail__Smtp__Host): the activation mail to {email} is in {Path.GetDirectoryName(services.GetRequiredService<IOptions<StorageOptions>>().Value.PathTo("mails", "x"))}.");
        return 0;
    }

    /// <summary><c>-- extend-trial EMAIL DATE</c>: sets the last day of a trial; "never" lets the firm stay.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> ExtendTrial(this IServiceProvider services, string email, string until, TextWriter output, CancellationToken token = default)
    {
        await using var scope = services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ExtendTrial.Command(email, until), token);
        if (result.Failed)
            return await Tell(result.Failure, output);

        await services.GetRequiredService<OutboxDelivery>().RunAsync(token);
        await output.WriteLineAsync(until == "never" ? $"\"{result.Value}\" is no longer on trial." : $"The trial of \"{result.Value}\" lasts until {until}.");
        return 0;
    }

    private static async Task<int> Tell(Failure failure, TextWriter output)
    {
        foreach (var problem in failure.Fields!.Values.SelectMany(p => p))
            await output.WriteLineAsync(problem);
        return 1;
    }

    private static void AddCredentials(IServiceCollection services, IHostEnvironment environment)
    {
        // Before AddIdentityCore, which would make it scoped. Work factor as OWASP advises for PBKDF2 with SHA-512.
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 220_000);
        services.AddSingleton<Passwords>();
        services.AddIdentityCore<Account>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).AddUserStore<AccountStore>();

        services.AddDataProtection().SetApplicationName("data-refresh");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            o => o.XmlRepository = new KeyRing(provider.GetRequiredService<IServiceScopeFactory>())));

        // Without TLS, as on a developer's machine, a browser refuses a __Host- cookie.
        var open = environment.IsDevelopment() || environment.IsEnvironment("Testing");
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, o =>
        {
            o.Cookie.Name = open ? "session" : "__Host-session";
            o.Cookie.SecurePolicy = open ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.Path = "/";
            o.ExpireTimeSpan = Session.Idle;
            o.SlidingExpiration = true;
        });
    }

    private static Func<Person, bool> May(Right right) => person => person.May(right) != Reach.None;
}
