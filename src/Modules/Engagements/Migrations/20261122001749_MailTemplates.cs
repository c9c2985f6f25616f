using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Engagements.Migrations
{
    /// <inheritdoc />
    public partial class MailTemplates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mail_templates",
                schema: "engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Language = table.Column<string>(maxLength: 2, nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Subject = table.Column<string>(maxLength: 150, nullable: true),
                    Body = table.Column<string>(maxLength: 5000, nullable: true),
                    ChangedAt = table.Column<DateTime>(nullable: false),
                    ChangedByName = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_templates", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_mail_templates_FirmId_Kind_Language",
                schema: "engagements",
                table: "mail_templates",
                columns: new[] { "FirmId", "Kind", "Language" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mail_templates",
                schema: "engagements");
        }
    }
}
