using Microsoft.EntityFrameworkCore.Migrations;
using SharedKernel.Persistence;

#nullable disable

namespace Identity.Migrations
{
    /// <inheritdoc />
    public partial class NameSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                schema: "identity",
                table: "memberships",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            // What there is was folded less thoroughly; it becomes so when it is next saved.
            var schema = ActiveProvider.EndsWith("Sqlite") ? "" : "identity.";
            var update = $"""
                UPDATE {schema}memberships SET "SearchText" = CONCAT(
                    "SortName", ' ', (SELECT account."NormalizedEmail" FROM {schema}accounts AS account WHERE account."Id" = "AccountId"))
                """;
            // A batch of SQL Server does not compile where a column is new in it.
            migrationBuilder.Sql(ActiveProvider.EndsWith("SqlServer") ? $"EXEC(N'{update.Replace("'", "''")}');" : $"{update};");
            migrationBuilder.IndexNames("identity", "memberships", "Id", "SearchText");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropNameIndex("identity", "memberships", "SearchText");

            migrationBuilder.DropColumn(
                name: "SearchText",
                schema: "identity",
                table: "memberships");
        }
    }
}
