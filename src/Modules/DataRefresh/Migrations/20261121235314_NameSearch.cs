using System;
using Microsoft.EntityFrameworkCore.Migrations;
using SharedKernel.Persistence;

#nullable disable

namespace DataRefresh.Migrations
{
    /// <inheritdoc />
    public partial class NameSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_ContactName_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_CustomerName_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_LastSuccessAt_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_OwnerName_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_PeriodTo_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.AddColumn<string>(
                name: "SortCustomer",
                schema: "data_refresh",
                table: "engagement_rows",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SortOwner",
                schema: "data_refresh",
                table: "engagement_rows",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "SortPeriod",
                schema: "data_refresh",
                table: "engagement_rows",
                nullable: false,
                defaultValue: new DateOnly(1970, 1, 1));

            migrationBuilder.AddColumn<string>(
                name: "SortTitle",
                schema: "data_refresh",
                table: "engagement_rows",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "SortUpload",
                schema: "data_refresh",
                table: "engagement_rows",
                nullable: false,
                defaultValue: new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_ContactSearch_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "ContactSearch", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_OwnerId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "OwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_SortCustomer_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "SortCustomer", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_SortOwner_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "SortOwner", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_SortPeriod_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "SortPeriod", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_SortTitle_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "SortTitle", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_SortUpload_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "SortUpload", "EngagementId" });

            // Names are folded when the engagement is next announced; until then small letters must do.
            var table = ActiveProvider.EndsWith("Sqlite") ? "engagement_rows" : "data_refresh.engagement_rows";
            foreach (var change in new[]
            {
                """ "SortTitle" = LOWER("Title"), "SortCustomer" = LOWER("CustomerName"), "SortOwner" = LOWER("OwnerName")""",
                """ "SortUpload" = "LastSuccessAt" WHERE "LastSuccessAt" IS NOT NULL""",
                """ "SortPeriod" = "PeriodTo" WHERE "PeriodTo" IS NOT NULL""",
            })
            {
                // A batch of SQL Server does not compile where a column is new in it.
                var update = $"UPDATE {table} SET{change}";
                migrationBuilder.Sql(ActiveProvider.EndsWith("SqlServer") ? $"EXEC(N'{update}');" : $"{update};");
            }

            migrationBuilder.IndexNames("data_refresh", "engagement_rows", "EngagementId", "SearchText");
            migrationBuilder.IndexNames("data_refresh", "engagement_rows", "EngagementId", "ContactSearch");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropNameIndex("data_refresh", "engagement_rows", "SearchText");
            migrationBuilder.DropNameIndex("data_refresh", "engagement_rows", "ContactSearch");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_ContactSearch_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_OwnerId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_SortCustomer_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_SortOwner_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_SortPeriod_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_SortTitle_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_SortUpload_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "SortCustomer",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "SortOwner",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "SortPeriod",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "SortTitle",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "SortUpload",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_ContactName_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "ContactName", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_CustomerName_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "CustomerName", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_LastSuccessAt_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "LastSuccessAt", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_OwnerName_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "OwnerName", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_PeriodTo_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "PeriodTo", "EngagementId" });
        }
    }
}
