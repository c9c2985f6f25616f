using Microsoft.EntityFrameworkCore.Migrations;
using SharedKernel.Persistence;

#nullable disable

namespace Engagements.Migrations
{
    /// <inheritdoc />
    public partial class NameSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.IndexNames("engagements", "customers", "Id", "SearchText");
            migrationBuilder.IndexNames("engagements", "engagements", "Id", "SearchText");
            migrationBuilder.IndexNames("engagements", "contacts", "Id", "SortName");
            migrationBuilder.IndexNames("engagements", "contacts", "Id", "EmailKey");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropNameIndex("engagements", "customers", "SearchText");
            migrationBuilder.DropNameIndex("engagements", "engagements", "SearchText");
            migrationBuilder.DropNameIndex("engagements", "contacts", "SortName");
            migrationBuilder.DropNameIndex("engagements", "contacts", "EmailKey");
        }
    }
}
