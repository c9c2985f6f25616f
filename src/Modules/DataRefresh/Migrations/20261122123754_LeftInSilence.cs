using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DataRefresh.Migrations
{
    /// <inheritdoc />
    public partial class LeftInSilence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "SentAt",
                schema: "data_refresh",
                table: "connections",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SentAt",
                schema: "data_refresh",
                table: "connections");
        }
    }
}
