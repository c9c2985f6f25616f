using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Engagements.Migrations
{
    /// <inheritdoc />
    public partial class InformationRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "RequestExpiredAt",
                schema: "engagements",
                table: "engagements",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "information_requests",
                schema: "engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    EngagementId = table.Column<Guid>(nullable: false),
                    ContactId = table.Column<Guid>(nullable: false),
                    EmailKey = table.Column<string>(maxLength: 254, nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    OpenFor = table.Column<Guid>(nullable: true),
                    Asks = table.Column<string>(maxLength: 40, nullable: false),
                    Done = table.Column<string>(maxLength: 40, nullable: false),
                    SentByName = table.Column<string>(maxLength: 200, nullable: false),
                    SentAt = table.Column<DateTime>(nullable: false),
                    ExpiresAt = table.Column<DateTime>(nullable: false),
                    OpenedAt = table.Column<DateTime>(nullable: true),
                    RemindedAt = table.Column<DateTime>(nullable: true),
                    EndedAt = table.Column<DateTime>(nullable: true),
                    Version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_information_requests", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_information_requests_FirmId_ContactId_State",
                schema: "engagements",
                table: "information_requests",
                columns: new[] { "FirmId", "ContactId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_information_requests_FirmId_EngagementId_SentAt",
                schema: "engagements",
                table: "information_requests",
                columns: new[] { "FirmId", "EngagementId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_information_requests_OpenFor",
                schema: "engagements",
                table: "information_requests",
                column: "OpenFor",
                unique: true,
                filter: "\"OpenFor\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_information_requests_SentAt",
                schema: "engagements",
                table: "information_requests",
                column: "SentAt",
                filter: "\"OpenFor\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "information_requests",
                schema: "engagements");

            migrationBuilder.DropColumn(
                name: "RequestExpiredAt",
                schema: "engagements",
                table: "engagements");
        }
    }
}
