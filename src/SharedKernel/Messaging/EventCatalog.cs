using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace SharedKernel.Messaging;

/// <summary>
/// Integration events are plain records in a module's Contracts. An event is a record with a constant
/// <c>Name</c> (stable: it outlives renames of the type) and the <c>FirmId</c> it happened in.
/// </summary>
public static class EventCatalog
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public static string NameOf(Type type) => Names.GetOrAdd(
        type,
        t => t.GetField("Name", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } name
            ? (string)name.GetRawConstantValue()!
            : throw new ArgumentException($"{t} has no constant Name, so it is no integration event.", nameof(type)));

    internal static Guid FirmOf(object message) =>
        (Guid)message.GetType().GetProperty("FirmId")!.GetValue(message)!;
}

/// <summary>
/// Reacts to another module's event. Runs in a transaction of the reacting module's own context together with the
/// inbox row that makes a second delivery harmless; events may arrive late, twice or out of order, so apply only
/// what is newer than what you have.
/// </summary>
public interface IHandle<in TEvent> : IHandle
{
    Task Handle(TEvent happened, CancellationToken token);

    Task IHandle.Handle(object happened, CancellationToken token) => Handle((TEvent)happened, token);
}

/// <summary>The untyped side of <see cref="IHandle{TEvent}"/>, for delivery.</summary>
public interface IHandle
{
    Task Handle(object happened, CancellationToken token);
}
