using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Identity.Migrations
{
    /// <inheritdoc />
    public partial class Trials : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "TrialUntil",
                schema: "identity",
                table: "firms",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "trials",
                schema: "identity",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmName = table.Column<string>(maxLength: 200, nullable: false),
                    PersonName = table.Column<string>(maxLength: 200, nullable: false),
                    Email = table.Column<string>(maxLength: 254, nullable: false),
                    Address = table.Column<string>(maxLength: 254, nullable: false),
                    Phone = table.Column<string>(maxLength: 15, nullable: false),
                    Country = table.Column<string>(maxLength: 2, nullable: false),
                    EnterpriseNumber = table.Column<string>(maxLength: 20, nullable: false),
                    Language = table.Column<string>(maxLength: 2, nullable: false),
                    NoticeVersion = table.Column<int>(nullable: false),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    AskedAt = table.Column<DateTime>(nullable: false),
                    ExpiresAt = table.Column<DateTime>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: true),
                    StartedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trials", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_trials_Address",
                schema: "identity",
                table: "trials",
                column: "Address",
                unique: true,
                filter: "\"FirmId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_trials_Address_AskedAt",
                schema: "identity",
                table: "trials",
                columns: new[] { "Address", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_trials_Country_EnterpriseNumber",
                schema: "identity",
                table: "trials",
                columns: new[] { "Country", "EnterpriseNumber" },
                unique: true,
                filter: "\"FirmId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_trials_ExpiresAt",
                schema: "identity",
                table: "trials",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_trials_TokenHash",
                schema: "identity",
                table: "trials",
                column: "TokenHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "trials",
                schema: "identity");

            migrationBuilder.DropColumn(
                name: "TrialUntil",
                schema: "identity",
                table: "firms");
        }
    }
}
