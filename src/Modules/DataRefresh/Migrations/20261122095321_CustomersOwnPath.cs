using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DataRefresh.Migrations
{
    /// <inheritdoc />
    public partial class CustomersOwnPath : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_refreshes_EngagementId_AcceptedOn_TriggerNumber",
                schema: "data_refresh",
                table: "refreshes");

            migrationBuilder.AddColumn<bool>(
                name: "ManagesSettings",
                schema: "data_refresh",
                table: "staff",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<int>(
                name: "TriggerNumber",
                schema: "data_refresh",
                table: "refreshes",
                nullable: true,
                oldClrType: typeof(int));

            migrationBuilder.AddColumn<string>(
                name: "FetchOwedTo",
                schema: "data_refresh",
                table: "engagement_rows",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HandedOnAt",
                schema: "data_refresh",
                table: "engagement_rows",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeftAt",
                schema: "data_refresh",
                table: "engagement_rows",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LeftCode",
                schema: "data_refresh",
                table: "engagement_rows",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RequestExpiredAt",
                schema: "data_refresh",
                table: "engagement_rows",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RequestedAt",
                schema: "data_refresh",
                table: "engagement_rows",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ResponsibleId",
                schema: "data_refresh",
                table: "engagement_rows",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeftAt",
                schema: "data_refresh",
                table: "connections",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LeftCode",
                schema: "data_refresh",
                table: "connections",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "connection_tokens",
                schema: "data_refresh",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Sealed = table.Column<byte[]>(maxLength: 8000, nullable: false),
                    ExpiresAt = table.Column<DateTime>(nullable: false),
                    Version = table.Column<Guid>(nullable: false),
                    Fence = table.Column<long>(nullable: false),
                    LeaseUntil = table.Column<DateTime>(nullable: true),
                    RefusedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_connection_tokens", x => x.EngagementId);
                });

            migrationBuilder.CreateTable(
                name: "consents",
                schema: "data_refresh",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    ContactId = table.Column<Guid>(nullable: false),
                    StateHash = table.Column<string>(maxLength: 64, nullable: false),
                    Sealed = table.Column<byte[]>(maxLength: 2000, nullable: false),
                    ExpiresAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consents", x => x.EngagementId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_EngagementId_AcceptedOn_TriggerNumber",
                schema: "data_refresh",
                table: "refreshes",
                columns: new[] { "EngagementId", "AcceptedOn", "TriggerNumber" },
                unique: true,
                filter: "\"TriggerNumber\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FetchOwedTo",
                schema: "data_refresh",
                table: "engagement_rows",
                column: "FetchOwedTo",
                filter: "\"FetchOwedTo\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_ResponsibleId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "ResponsibleId" });

            migrationBuilder.CreateIndex(
                name: "IX_consents_StateHash",
                schema: "data_refresh",
                table: "consents",
                column: "StateHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "connection_tokens",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "consents",
                schema: "data_refresh");

            migrationBuilder.DropIndex(
                name: "IX_refreshes_EngagementId_AcceptedOn_TriggerNumber",
                schema: "data_refresh",
                table: "refreshes");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FetchOwedTo",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_ResponsibleId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "ManagesSettings",
                schema: "data_refresh",
                table: "staff");

            migrationBuilder.DropColumn(
                name: "FetchOwedTo",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "HandedOnAt",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "LeftAt",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "LeftCode",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "RequestExpiredAt",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "RequestedAt",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "ResponsibleId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "LeftAt",
                schema: "data_refresh",
                table: "connections");

            migrationBuilder.DropColumn(
                name: "LeftCode",
                schema: "data_refresh",
                table: "connections");

            migrationBuilder.AlterColumn<int>(
                name: "TriggerNumber",
                schema: "data_refresh",
                table: "refreshes",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_EngagementId_AcceptedOn_TriggerNumber",
                schema: "data_refresh",
                table: "refreshes",
                columns: new[] { "EngagementId", "AcceptedOn", "TriggerNumber" },
                unique: true);
        }
    }
}
