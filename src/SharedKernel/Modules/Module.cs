using System.Reflection;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace SharedKernel.Modules;

/// <summary>One module of the house, as the shared machinery sees it.</summary>
public sealed record Module(string Name, Assembly Assembly, Type DbType)
{
    public ModuleDb Db(IServiceProvider services) => (ModuleDb)services.GetRequiredService(DbType);
}

/// <summary>One module's handler of one event.</summary>
public sealed record Reaction(Module Module, Type Event, Type Handler)
{
    /// <summary>What the inbox knows the handler by.</summary>
    public string Name { get; } = $"{Module.Name}.{(Handler.DeclaringType ?? Handler).Name}";
}

/// <summary>All modules of this host.</summary>
public sealed class ModuleSet(IEnumerable<Module> modules)
{
    private readonly ILookup<string, Reaction> reactions = modules
        .SelectMany(m => m.Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false })
            .SelectMany(t => t.GetInterfaces()
                .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IHandle<>))
                .Select(i => new Reaction(m, i.GenericTypeArguments[0], t))))
        .ToLookup(r => EventCatalog.NameOf(r.Event));

    public IReadOnlyList<Module> All { get; } = [.. modules];

    public IEnumerable<Reaction> ReactionsTo(string eventName) => reactions[eventName];
}
