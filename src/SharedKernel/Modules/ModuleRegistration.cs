using FluentValidation;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace SharedKernel.Modules;

public static class ModuleRegistration
{
    /// <summary>What all modules share: who is asking, the mediator and its behaviours, outbox delivery, mail.</summary>
    public static void AddKernel(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<DatabaseOptions>(builder.Configuration.GetSection("Database"));
        services.Configure<StorageOptions>(builder.Configuration.GetSection("Storage"));
        services.Configure<MailOptions>(builder.Configuration.GetSection("Mail"));
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<Current>();

        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LoggingBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));

        services.AddSingleton<ModuleSet>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxDelivery>();
        services.AddSingleton<IPump>(provider => provider.GetRequiredService<OutboxDelivery>());
        services.AddScoped<MailComposer>();
        services.AddSingleton<MailFolder>();
        services.AddSingleton<IPost>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.Smtp.Host is null
            ? provider.GetRequiredService<MailFolder>()
            : ActivatorUtilities.CreateInstance<SmtpPost>(provider));
        services.AddLocalization();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("databases");
    }

    /// <summary>Registers a module: its context, and its handlers, rules and reactions, which are found by scanning.</summary>
    public static void AddModule<TDb>(this IHostApplicationBuilder builder, string name)
        where TDb : ModuleDb
    {
        var services = builder.Services;
        services.AddSingleton(new Module(name, typeof(TDb).Assembly, typeof(TDb)));
        services.AddDbContext<TDb>((provider, options) => Configure(provider, options, name));
        services.Scan(scan => scan.FromAssemblies(typeof(TDb).Assembly)
            .AddClasses(c => c.AssignableToAny(typeof(IRequestHandler<,>), typeof(INotificationHandler<>)), publicOnly: false)
            .AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(c => c.AssignableTo(typeof(IHandle<>)), publicOnly: false)
            .AsSelf().WithScopedLifetime()
            .AddClasses(c => c.AssignableTo<IDemoData>(), publicOnly: false)
            .As<IDemoData>().WithScopedLifetime()
            .AddClasses(c => c.AssignableTo(typeof(IValidator<>)), publicOnly: false)
            .As(type => type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IValidator<>)))
            .WithScopedLifetime());
    }

    /// <summary>Brings every module's tables up to date.</summary>
    public static async Task MigrateModules(this IServiceProvider services, CancellationToken token = default)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var module in scope.ServiceProvider.GetRequiredService<ModuleSet>().All)
        {
            var database = module.Db(scope.ServiceProvider).Database;
            await database.MigrateAsync(token);
            if (database.IsSqlite())
                await database.ExecuteSqlRawAsync(NameIndex.Resource("Statistics.sqlite.sql"), token);
        }
    }

    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder options, string module)
    {
        var schema = SchemaOf(module);
        var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        switch (database.Provider)
        {
            case DatabaseProvider.PostgreSql:
                options.UseNpgsql(Required(database), o => o.MigrationsHistoryTable("migrations", schema));
                break;
            case DatabaseProvider.SqlServer:
                options.UseSqlServer(Required(database), o => o.MigrationsHistoryTable("migrations", schema));
                break;
            default:
                var storage = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
                var file = new SqliteConnectionStringBuilder { DataSource = storage.PathTo($"{schema}.db"), DefaultTimeout = 30 };
                options.UseSqlite(file.ToString(), o => o.MigrationsHistoryTable("migrations"));
                break;
        }

        options.ConfigureWarnings(warnings => warnings
            .Ignore(SqliteEventId.SchemaConfiguredWarning)
            .Log((RelationalEventId.CommandError, Microsoft.Extensions.Logging.LogLevel.Debug)));
    }

    private static string Required(DatabaseOptions database) => database.ConnectionString
        ?? throw new InvalidOperationException($"Database__ConnectionString is missing: {database.Provider} needs one.");

    /// <summary>The schema's name: <c>DataRefresh</c> becomes <c>data_refresh</c>.</summary>
    public static string SchemaOf(string module) =>
        string.Concat(module.Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
