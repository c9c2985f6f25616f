using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace DesignTime;

/// <summary>
/// One migration set serves SQLite, PostgreSQL and SQL Server: generated code names no store type, so each engine's
/// provider picks its own from the CLR type, length and precision. dotnet-ef finds this class in its startup project.
/// </summary>
public sealed class NeutralMigrations : IDesignTimeServices
{
    public void ConfigureDesignTimeServices(IServiceCollection serviceCollection) => serviceCollection
        .AddSingleton<ICSharpMigrationOperationGenerator, NeutralOperations>()
        .AddSingleton<ICSharpSnapshotGenerator, NeutralSnapshot>();
}

internal sealed class NeutralOperations(CSharpMigrationOperationGeneratorDependencies dependencies)
    : CSharpMigrationOperationGenerator(dependencies)
{
    public override void Generate(string builderName, IReadOnlyList<MigrationOperation> operations, IndentedStringBuilder builder)
    {
        foreach (var column in operations.SelectMany(Columns))
        {
            column.ColumnType = null;
            // PostgreSQL takes only UTC.
            if (column.DefaultValue is DateTime at)
                column.DefaultValue = DateTime.SpecifyKind(at, DateTimeKind.Utc);
        }

        base.Generate(builderName, operations, builder);
    }

    private static IEnumerable<ColumnOperation> Columns(MigrationOperation operation) => operation switch
    {
        CreateTableOperation table => table.Columns,
        AlterColumnOperation change => [change, change.OldColumn],
        ColumnOperation column => [column],
        _ => [],
    };
}

internal sealed partial class NeutralSnapshot(CSharpSnapshotGeneratorDependencies dependencies) : CSharpSnapshotGenerator(dependencies)
{
    public override void Generate(string modelBuilderName, IModel model, IndentedStringBuilder stringBuilder)
    {
        // The text is cut afterwards: leaving the annotation out while it is written spoils the indentation.
        var whole = new IndentedStringBuilder();
        base.Generate(modelBuilderName, model, whole);
        stringBuilder.AppendLines(StoreType().Replace(whole.ToString(), ""));
    }

    [GeneratedRegex("""\s*\.HasColumnType\("[^"]*"\)""")]
    private static partial Regex StoreType();
}
