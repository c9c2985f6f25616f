namespace Architecture.Tests.Rules;

/// <summary>Rule 5. Entities know neither MediatR nor the web: their rules are tested without either.</summary>
public sealed class EntitiesArePlain
{
    private static readonly string[] Forbidden = ["MediatR", "Microsoft.AspNetCore.", "SharedKernel.Web"];

    // Identity's own entities derive from these; they come from an assembly that knows no web.
    private static readonly string[] Allowed = ["Microsoft.AspNetCore.Identity.IdentityUser", "Microsoft.AspNetCore.Identity.IdentityPasskey"];

    [Fact]
    public void Entities_know_neither_the_mediator_nor_the_web() => Rule.Holds([.. Mapped(Code.Modules.Written())], Offenders);

    [Fact]
    public void An_entity_that_answers_a_request_is_refused() =>
        Rule.Refuses([Code.Sample(typeof(Rooms.Door))], Offenders, "Rooms.Door uses Microsoft.AspNetCore.Http.IResult");

    private static IEnumerable<string> Offenders(IReadOnlyCollection<TypeDefinition> entities) =>
        from entity in entities
        from used in entity.Uses()
        where Forbidden.Any(f => Starts(used, f)) && !Allowed.Any(a => Starts(used, a))
        select $"{entity.Place()} uses {used.Place()}";

    private static bool Starts(TypeReference type, string name) => type.FullName.StartsWith(name, StringComparison.Ordinal);

    /// <summary>An entity is what some class maps.</summary>
    private static IEnumerable<TypeDefinition> Mapped(IReadOnlyList<TypeDefinition> types)
    {
        var mapped = types.SelectMany(t => t.Interfaces).Select(i => i.InterfaceType).OfType<GenericInstanceType>()
            .Where(i => i.ElementType.Name == "IEntityTypeConfiguration`1")
            .Select(i => i.GenericArguments[0].FullName)
            .ToHashSet();
        return types.Where(t => mapped.Contains(t.FullName));
    }
}
