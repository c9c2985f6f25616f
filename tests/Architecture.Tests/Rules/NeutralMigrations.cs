using System.Text.RegularExpressions;

namespace Architecture.Tests.Rules;

/// <summary>One migration set serves every engine, so no migration and no snapshot says anything that only one of them knows.</summary>
public sealed partial class NeutralMigrations
{
    [Fact]
    public void Migrations_and_snapshots_name_no_store_type_and_no_engine() => Rule.Holds(
        [.. Repository.Files("src/Modules", "*.cs").Where(f => f.Folder.EndsWith("/Migrations", StringComparison.Ordinal))],
        Offenders);

    [Theory]
    [InlineData("""Name = table.Column<string>(type: "TEXT", nullable: false),""")]
    [InlineData("""oldType: "TEXT",""")]
    [InlineData("""b.Property<string>("Name").HasColumnType("TEXT");""")]
    [InlineData("""Id = table.Column<int>(nullable: false).Annotation("Sqlite:Autoincrement", true),""")]
    [InlineData("""defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));""")]
    [InlineData("""filter: "[ArchivedAt] IS NULL");""")]
    public void A_store_type_or_an_engine_in_a_migration_is_refused(string line) =>
        Rule.Refuses([new SourceFile("src/Modules/Rooms/Migrations/1_Initial.cs", line)], Offenders, line);

    private static IEnumerable<string> Offenders(IReadOnlyCollection<SourceFile> migrations) =>
        from migration in migrations
        from line in migration.Lines
        where Bound().IsMatch(line.Text)
        select $"{migration.Path}:{line.Number}: {line.Text.Trim()}";

    [GeneratedRegex("""\b(type|oldType): "|HasColumnType|DateTimeKind\.Unspecified|"(Sqlite|Npgsql|SqlServer):|[fF]ilter.*"\[""")]
    private static partial Regex Bound();
}
