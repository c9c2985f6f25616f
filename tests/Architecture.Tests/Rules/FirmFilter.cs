using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SharedKernel.Persistence;

namespace Architecture.Tests.Rules;

/// <summary>
/// Rule 6. Every entity is its firm's own and filtered by it. One that belongs to no firm is named here with the reason.
/// </summary>
public sealed class FirmFilter
{
    private static readonly Dictionary<string, string> Unowned = new()
    {
        ["SharedKernel.Messaging.OutboxMessage"] = "delivery takes the messages of all firms",
        ["SharedKernel.Messaging.InboxMessage"] = "an id and a handler, which delivery looks up",
    };

    [Fact]
    public void Every_entity_is_filtered_by_its_firm() => Rule.Holds(Models.Entities, Offenders);

    [Fact]
    public void The_list_names_no_entity_that_is_gone() =>
        Assert.Empty(Unowned.Keys.Except(Models.Entities.Select(e => e.Entity.Name)));

    [Theory]
    [InlineData(typeof(Rooms.Guest), "Rooms.Guest belongs to no firm")]
    [InlineData(typeof(Rooms.Chair), "Rooms.Chair is not filtered by firm")]
    public void An_entity_that_other_firms_would_see_is_refused(Type entity, string complaint)
    {
        using var db = Rooms.RoomsDb.Sample();
        Rule.Refuses([.. Models.EntitiesOf(db).Where(e => e.Entity.ClrType == entity)], Offenders, complaint);
    }

    private static IEnumerable<string> Offenders(IReadOnlyCollection<(string Context, IReadOnlyEntityType Entity)> entities)
    {
        foreach (var (_, entity) in entities.Where(e => !Unowned.ContainsKey(e.Entity.Name)))
        {
            if (!entity.ClrType.IsAssignableTo(typeof(IFirmOwned)))
                yield return $"{entity.Name} belongs to no firm: make it IFirmOwned, or say here why it is not";
            else if (entity.GetRootType().GetDeclaredQueryFilters().All(f => f.Key != ModuleDb.FirmFilter))
                yield return $"{entity.Name} is not filtered by firm";
        }
    }
}
