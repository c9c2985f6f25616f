using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SharedKernel.Persistence;

namespace Architecture.Tests.Rules;

/// <summary>
/// No SQL Server runs where this is built, so what the migrations would do there is kept as text and looked at when it
/// changes: <c>docs/sql-server</c>, rewritten by <c>build/migration-scripts</c>.
/// </summary>
public sealed class SqlServerScripts
{
    private const string Folder = "docs/sql-server";

    [Fact]
    public void The_scripts_are_what_the_migrations_say()
    {
        var scripts = Models.On(DatabaseProvider.SqlServer).Select(Script).ToList();
        if (Environment.GetEnvironmentVariable("WRITE_MIGRATION_SCRIPTS") == "1")
        {
            Directory.CreateDirectory(Path.Combine(Repository.Root, Folder));
            foreach (var script in scripts)
                File.WriteAllText(Path.Combine(Repository.Root, script.Path), script.Text);
        }

        Rule.Holds([.. scripts.Select(s => (s, Kept(s.Path)))], Outdated);
        Assert.Empty(Repository.Files(Folder, "*.sql").Select(f => f.Path).Except(scripts.Select(s => s.Path)));
    }

    [Fact]
    public void A_script_that_has_changed_is_refused() => Rule.Refuses(
        [(new SourceFile($"{Folder}/rooms.sql", "CREATE TABLE [doors] ([Id] int);\nGO\n"), "CREATE TABLE [doors] ([Id] uniqueidentifier);\nGO\n")],
        Outdated,
        $"{Folder}/rooms.sql:1: CREATE TABLE [doors] ([Id] int);");

    private static SourceFile Script(ModuleDb db)
    {
        var text = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        return new SourceFile($"{Folder}/{db.Model.GetDefaultSchema()}.sql", text.ReplaceLineEndings("\n"));
    }

    private static string Kept(string path)
    {
        var file = Path.Combine(Repository.Root, path);
        return File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
    }

    private static IEnumerable<string> Outdated(IReadOnlyCollection<(SourceFile Script, string Kept)> scripts)
    {
        foreach (var (script, kept) in scripts.Where(s => s.Script.Text != s.Kept))
        {
            var (number, text) = script.Lines.Zip(kept.Split('\n').Concat(Enumerable.Repeat("", script.Text.Length)))
                .First(l => l.First.Text != l.Second || l.First.Number == script.Lines.Count()).First;
            yield return $"{script.Path}:{number}: {text} (if that is right: build/migration-scripts)";
        }
    }
}
