using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DataRefresh.Migrations
{
    /// <inheritdoc />
    public partial class AttemptsAndOutcomes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_LastAttemptAt_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.AddColumn<DateTime>(
                name: "SortAttempt",
                schema: "data_refresh",
                table: "engagement_rows",
                nullable: false,
                defaultValue: new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc));

            // A batch of SQL Server does not compile where a column is new in it.
            var table = ActiveProvider.EndsWith("Sqlite") ? "engagement_rows" : "data_refresh.engagement_rows";
            var update = $"UPDATE {table} SET \"SortAttempt\" = \"LastAttemptAt\" WHERE \"LastAttemptAt\" IS NOT NULL";
            migrationBuilder.Sql(ActiveProvider.EndsWith("SqlServer") ? $"EXEC(N'{update}');" : $"{update};");

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_FirmId_AcceptedOn_State",
                schema: "data_refresh",
                table: "refreshes",
                columns: new[] { "FirmId", "AcceptedOn", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_SortAttempt_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "SortAttempt", "EngagementId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_refreshes_FirmId_AcceptedOn_State",
                schema: "data_refresh",
                table: "refreshes");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_SortAttempt_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "SortAttempt",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_LastAttemptAt_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "LastAttemptAt", "EngagementId" });
        }
    }
}
