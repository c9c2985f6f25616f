using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SharedKernel.Modules;
using SharedKernel.Persistence;

namespace Architecture.Tests.Rules;

/// <summary>
/// Rule 4 and what a migration set for three engines needs of a model: a schema of the module's own, keys that the client
/// makes, no column type said by hand, and migrations that are up to date on each engine.
/// </summary>
public sealed class NeutralModels
{
    [Fact]
    public void Models_say_nothing_that_only_one_engine_knows() => Rule.Holds(Models.Entities, Offenders);

    [Theory]
    [InlineData(typeof(Rooms.Guest), "Rooms.Guest.Number is made by the database")]
    [InlineData(typeof(Rooms.Chair), "Rooms.Chair.Colour has the column type TEXT")]
    public void A_model_for_one_engine_is_refused(Type entity, string complaint)
    {
        using var db = Rooms.RoomsDb.Sample();
        Rule.Refuses([.. Models.EntitiesOf(db).Where(e => e.Entity.ClrType == entity)], Offenders, complaint);
    }

    [Fact]
    public void Every_module_has_a_schema_of_its_own_name() =>
        Rule.Holds<(Type, string?)>([.. Models.On(DatabaseProvider.Sqlite).Select(db => (db.GetType(), db.Model.GetDefaultSchema()))], Strangers);

    [Fact]
    public void A_context_in_another_modules_schema_is_refused() =>
        Rule.Refuses<(Type, string?)>([(typeof(Rooms.RoomsDb), "identity")], Strangers, "RoomsDb has the schema identity, not rooms");

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Migrations_are_up_to_date(DatabaseProvider provider) => Rule.Holds(
        [.. Models.On(provider).Select(db => (db.GetType().Name, db.Database.HasPendingModelChanges()))],
        Outdated);

    [Fact]
    public void A_model_that_is_ahead_of_its_migrations_is_refused()
    {
        using var db = Rooms.RoomsDb.Sample();
        Rule.Refuses([(nameof(Rooms.RoomsDb), db.Database.HasPendingModelChanges())], Outdated, "RoomsDb");
    }

    private static IEnumerable<string> Offenders(IReadOnlyCollection<(string Context, IReadOnlyEntityType Entity)> entities)
    {
        foreach (var property in entities.SelectMany(e => e.Entity.GetDeclaredProperties()))
        {
            var place = $"{property.DeclaringType.Name}.{property.Name}";
            if (property.ValueGenerated != ValueGenerated.Never && !property.IsForeignKey() && property.ClrType != typeof(Guid))
                yield return $"{place} is made by the database";
            if (property.FindAnnotation("Relational:ColumnType")?.Value is { } type)
                yield return $"{place} has the column type {type}";
        }
    }

    private static IEnumerable<string> Strangers(IReadOnlyCollection<(Type Context, string? Schema)> contexts) =>
        from db in contexts
        let own = ModuleRegistration.SchemaOf(db.Context.Namespace!)
        where db.Schema != own
        select $"{db.Context.Name} has the schema {db.Schema}, not {own}";

    private static IEnumerable<string> Outdated(IReadOnlyCollection<(string Context, bool Pending)> contexts) =>
        contexts.Where(c => c.Pending).Select(c => $"{c.Context} has changed since its last migration: build/add-migration NAME MODULE");
}
