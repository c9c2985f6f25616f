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
        ["Identity.Accounts.Account"] = "one account may be at home in several firms",
        ["Microsoft.AspNetCore.Identity.IdentityUserClaim<System.Guid>"] = "goes with the account",
        ["Microsoft.AspNetCore.Identity.IdentityUserLogin<System.Guid>"] = "goes with the account",
        ["Microsoft.AspNetCore.Identity.IdentityUserPasskey<System.Guid>"] = "goes with the account",
        ["Microsoft.AspNetCore.Identity.IdentityUserToken<System.Guid>"] = "goes with the account",
        ["Identity.Accounts.ProtectionKey"] = "the hosts' own keys",
        ["Identity.Trials.Trial"] = "a wish to become a firm; answers to the secret of its link alone",
        ["Identity.SignIns.SignInTries"] = "counted before anybody is signed in",
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
            if (entity.GetRootType().GetDeclaredQueryFilters().Any(f => f.Key == ModuleDb.FirmFilter))
                continue;
            yield return entity.ClrType.IsAssignableTo(typeof(IFirmOwned))
                ? $"{entity.Name} is not filtered by firm"
                : $"{entity.Name} belongs to no firm: make it IFirmOwned, or say here why it is not";
        }
    }
}
