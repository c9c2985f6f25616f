namespace Architecture.Tests.Rules;

/// <summary>
/// A module has one door, <c>XModule</c> with <c>AddX</c> and <c>MapX</c>, and (rule 4) one context, <c>XDb</c>. Its root
/// namespace is its own name, and no folder of any module is named like a module: the compiler would take one for the other.
/// </summary>
public sealed class ModuleShape
{
    [Fact]
    public void Every_module_has_one_door_one_context_and_its_own_namespace() =>
        Rule.Holds([.. Code.Modules.Select(m => (m.Name.Name, new[] { m }.Written()))], Offenders);

    [Theory]
    [InlineData(new[] { typeof(Rooms.RoomsModule) }, "Rooms has no RoomsDb")]
    [InlineData(new[] { typeof(Rooms.RoomsDb) }, "Rooms has no public static RoomsModule with AddRooms and MapRooms")]
    [InlineData(new[] { typeof(Rooms.RoomsModule), typeof(Rooms.RoomsDb), typeof(Rooms.SecondDb) }, "a second context, Rooms.SecondDb")]
    [InlineData(new[] { typeof(Rooms.RoomsModule), typeof(Rooms.RoomsDb), typeof(ModuleShape) }, "outside the namespace Rooms")]
    [InlineData(new[] { typeof(Rooms.RoomsModule), typeof(Rooms.RoomsDb), typeof(Rooms.Rooms.Wall) }, "in a folder named like the module Rooms")]
    public void A_module_of_another_shape_is_refused(Type[] types, string complaint) =>
        Rule.Refuses([("Rooms", (IReadOnlyList<TypeDefinition>)[.. types.Select(Code.Sample)])], Offenders, complaint);

    private static IEnumerable<string> Offenders(IReadOnlyCollection<(string Name, IReadOnlyList<TypeDefinition> Types)> modules)
    {
        var names = modules.Select(m => m.Name).ToHashSet();
        return modules.SelectMany(m => Doors(m.Name, m.Types).Concat(Contexts(m.Name, m.Types)).Concat(Namespaces(m.Name, m.Types, names)));
    }

    private static IEnumerable<string> Doors(string module, IReadOnlyList<TypeDefinition> types)
    {
        bool Opens(TypeDefinition door, string method) => door.Methods.Any(m => m.Name == method && m.IsPublic);
        if (!types.Any(t => t.FullName == $"{module}.{module}Module" && t.IsPublic && t.IsStatic() && Opens(t, $"Add{module}") && Opens(t, $"Map{module}")))
            yield return $"{module} has no public static {module}Module with Add{module} and Map{module}";
    }

    private static IEnumerable<string> Contexts(string module, IReadOnlyList<TypeDefinition> types)
    {
        var contexts = types.Where(t => t.BaseType?.Name == "ModuleDb").ToLookup(t => t.FullName == $"{module}.{module}Db");
        if (!contexts[true].Any())
            yield return $"{module} has no {module}Db";
        foreach (var second in contexts[false])
            yield return $"{module} has a second context, {second.Place()}";
    }

    private static IEnumerable<string> Namespaces(string module, IReadOnlyList<TypeDefinition> types, HashSet<string> modules)
    {
        foreach (var type in types.Where(t => !t.IsNested && t.Namespace.Length > 0))
        {
            var folders = type.Namespace.Split('.');
            if (folders[0] != module)
                yield return $"{type.Place()} is outside the namespace {module}";
            else if (folders.Skip(1).FirstOrDefault(modules.Contains) is { } folder)
                yield return $"{type.Place()} is in a folder named like the module {folder}";
        }
    }
}
