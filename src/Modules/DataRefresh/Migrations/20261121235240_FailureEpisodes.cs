using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DataRefresh.Migrations
{
    /// <inheritdoc />
    public partial class FailureEpisodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CancelledByName",
                schema: "data_refresh",
                table: "refreshes",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplyTo",
                schema: "data_refresh",
                table: "firms",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SenderName",
                schema: "data_refresh",
                table: "firms",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "failure_episodes",
                schema: "data_refresh",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    EngagementId = table.Column<Guid>(nullable: false),
                    OpenFor = table.Column<Guid>(nullable: true),
                    OpenedAt = table.Column<DateTime>(nullable: false),
                    FirstCode = table.Column<string>(maxLength: 60, nullable: false),
                    Failures = table.Column<int>(nullable: false),
                    LastFailedAt = table.Column<DateTime>(nullable: false),
                    LastCode = table.Column<string>(maxLength: 60, nullable: false),
                    MailedAt = table.Column<DateTime>(nullable: true),
                    ClosedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_failure_episodes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "staff",
                schema: "data_refresh",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    FullName = table.Column<string>(maxLength: 200, nullable: false),
                    Email = table.Column<string>(maxLength: 254, nullable: false),
                    Language = table.Column<string>(maxLength: 2, nullable: false),
                    Active = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_LastAttemptAt_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "LastAttemptAt", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_failure_episodes_FirmId_EngagementId_OpenedAt",
                schema: "data_refresh",
                table: "failure_episodes",
                columns: new[] { "FirmId", "EngagementId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_failure_episodes_OpenFor",
                schema: "data_refresh",
                table: "failure_episodes",
                column: "OpenFor",
                unique: true,
                filter: "\"OpenFor\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "failure_episodes",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "staff",
                schema: "data_refresh");

            migrationBuilder.DropIndex(
                name: "IX_engagement_rows_FirmId_LastAttemptAt_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows");

            migrationBuilder.DropColumn(
                name: "CancelledByName",
                schema: "data_refresh",
                table: "refreshes");

            migrationBuilder.DropColumn(
                name: "ReplyTo",
                schema: "data_refresh",
                table: "firms");

            migrationBuilder.DropColumn(
                name: "SenderName",
                schema: "data_refresh",
                table: "firms");
        }
    }
}
