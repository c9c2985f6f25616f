using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SharedKernel.Modules;
using SharedKernel.Persistence;

namespace Architecture.Tests;

/// <summary>The modules' contexts on an engine. Nothing connects: comparing models needs no server.</summary>
internal static class Models
{
    public static IReadOnlyList<(string Context, IReadOnlyEntityType Entity)> Entities { get; } =
        [.. On(DatabaseProvider.Sqlite).SelectMany(EntitiesOf)];

    public static IEnumerable<(string Context, IReadOnlyEntityType Entity)> EntitiesOf(DbContext db) =>
        db.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(e => !e.IsOwned()).Select(e => (db.GetType().Name, (IReadOnlyEntityType)e));

    public static IReadOnlyList<ModuleDb> On(DatabaseProvider provider)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Storage:Directory"] = Path.Combine(Path.GetTempPath(), "data-refresh-architecture-tests");
        builder.Configuration["Database:Provider"] = $"{provider}";
        builder.Configuration["Database:ConnectionString"] = "Host=nowhere";
        builder.AddKernel();
        foreach (var module in Repository.Modules.Select(m => m.Name))
        {
            Assembly.Load(module).GetType($"{module}.{module}Module")
                ?.GetMethod($"Add{module}", [typeof(IHostApplicationBuilder)])
                ?.Invoke(null, [builder]);
        }

        var scope = builder.Services.BuildServiceProvider().CreateScope().ServiceProvider;
        return [.. scope.GetRequiredService<ModuleSet>().All.Select(m => m.Db(scope))];
    }
}
