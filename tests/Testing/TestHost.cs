using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Messaging;
using SharedKernel.Modules;
using Module = SharedKernel.Modules.Module;

namespace Testing;

/// <summary>
/// The real host in this process, on a folder and a database of its own: <c>IClassFixture&lt;TestHost&gt;</c>. Nothing
/// runs by itself: events, letters and refreshes move when a test calls <see cref="Settle"/>. With the variable
/// <c>TEST_POSTGRES</c> (a connection string without a database) the same runs on PostgreSQL.
/// </summary>
public class TestHost : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("data-refresh-test-").FullName;
    private readonly string? postgres = PostgresServer is null ? null : $"{PostgresServer};Database=test_{Guid.NewGuid():N};Maximum Pool Size=20";

    public TestHost() => People = new People(this);

    /// <summary>The connection string of <c>TEST_POSTGRES</c>, or null where the embedded engine is tested.</summary>
    public static string? PostgresServer { get; } = Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    /// <summary>Settings that differ from a test's usual ones; set before the first use.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Changes to what the host registers, such as a stand-in for the outside world; set before the first use.</summary>
    public Action<IServiceCollection>? Registrations { get; set; }

    public Clock Clock { get; } = new();

    public Queries Queries { get; } = new();

    public People People { get; }

    /// <summary>A browser that nobody has used yet.</summary>
    public Browser Browse() => new(Server.CreateHandler());

    /// <summary>Does all work that is due: delivers events and letters, runs refreshes, until nothing is left.</summary>
    public async Task Settle()
    {
        for (var round = 0; round < 100; round++)
        {
            var done = 0;
            foreach (var pump in Services.GetServices<IPump>())
                done += await pump.RunAsync(CancellationToken.None);
            if (done == 0)
                return;
        }

        throw new InvalidOperationException("The work never ends: a pump always finds something to do.");
    }

    /// <summary>The letters that were delivered, the newest first.</summary>
    public async Task<IReadOnlyList<Letter>> Letters(string? to = null)
    {
        await Settle();
        var kept = await Services.GetRequiredService<MailFolder>().Newest(10_000, CancellationToken.None);
        return [.. kept.OrderByDescending(k => k.KeptAt).ThenByDescending(k => k.Id).Select(k => k.Letter).Where(l => to is null || l.To == to)];
    }

    /// <summary>Uses a module's context in a scope of its own, acting for a firm where one is named.</summary>
    public async Task<T> With<TDb, T>(Func<TDb, Task<T>> act, Guid? firm = null)
        where TDb : DbContext
    {
        await using var scope = Services.CreateAsyncScope();
        if (firm is { } id)
            scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(id);
        return await act(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public Task With<TDb>(Func<TDb, Task> act, Guid? firm = null)
        where TDb : DbContext =>
        With<TDb, int>(
            async db =>
            {
                await act(db);
                return 0;
            },
            firm);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Storage:Directory", folder);
        builder.UseSetting("Schedule:Enabled", "false");
        builder.UseSetting("Demo:Enabled", "false");
        builder.UseSetting("Identity:TriesPerMinute", "1000000");
        builder.UseSetting("Host:PublicAddress", "http://localhost");
        if (postgres is not null)
        {
            builder.UseSetting("Database:Provider", "PostgreSql");
            builder.UseSetting("Database:ConnectionString", postgres);
        }

        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(log => log.SetMinimumLevel(LogLevel.Error));
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            // Hashing is slow on purpose; tests sign in thousands of times.
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
            // Delivery happens in Settle, not behind a test's back.
            foreach (var background in services.Where(s => s.ImplementationType?.Name == "OutboxWakeUp").ToList())
                services.Remove(background);
            foreach (var module in services.Where(s => s.ServiceType == typeof(SharedKernel.Modules.Module)).Select(s => (SharedKernel.Modules.Module)s.ImplementationInstance!).ToList())
                CountQueriesOf(services, module.DbType);
            Registrations?.Invoke(services);
        });
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        // Before it is built: from then on the program runs, up to where it would serve.
        EmptyDatabase.Provide(folder, postgres).GetAwaiter().GetResult();
        var host = builder.Build();
        host.Start();
        return host;
    }

    public override async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await using var scope = Services.CreateAsyncScope();
            var module = scope.ServiceProvider.GetRequiredService<ModuleSet>().All[0];
            await module.Db(scope.ServiceProvider).Database.EnsureDeletedAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A pooled connection still holds a file; the system clears its temporary folder.
        }
    }

    private void CountQueriesOf(IServiceCollection services, Type dbType)
    {
        Action<IServiceProvider, DbContextOptionsBuilder> count = (_, options) => options.AddInterceptors(Queries);
        typeof(EntityFrameworkServiceCollectionExtensions).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(m => m.Name == nameof(EntityFrameworkServiceCollectionExtensions.ConfigureDbContext)
                && m.GetParameters()[1].ParameterType == typeof(Action<IServiceProvider, DbContextOptionsBuilder>))
            .MakeGenericMethod(dbType)
            .Invoke(null, [services, count, ServiceLifetime.Singleton]);
    }
}
