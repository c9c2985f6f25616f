using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DataRefresh.Migrations
{
    /// <inheritdoc />
    public partial class XeroConnections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.DropColumn(
                name: "LeftAt",
                schema: "data_refresh",
                table: "connections");

            migrationBuilder.DropColumn(
                name: "LeftCode",
                schema: "data_refresh",
                table: "connections");
        }
    }
}
