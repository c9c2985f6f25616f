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
                name: "IX_snapshots_RefreshId",
                schema: "data_refresh",
                table: "snapshots");

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

            migrationBuilder.AlterColumn<Guid>(
                name: "RefreshId",
                schema: "data_refresh",
                table: "snapshots",
                nullable: true,
                oldClrType: typeof(Guid));

            migrationBuilder.AddColumn<Guid>(
                name: "UploadId",
                schema: "data_refresh",
                table: "snapshots",
                nullable: true);

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

            migrationBuilder.CreateTable(
                name: "remembered_mappings",
                schema: "data_refresh",
                columns: table => new
                {
                    CustomerId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Columns = table.Column<string>(nullable: false),
                    DecimalMark = table.Column<string>(maxLength: 1, nullable: false),
                    Dates = table.Column<string>(maxLength: 40, nullable: false),
                    UsedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remembered_mappings", x => new { x.CustomerId, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                schema: "data_refresh",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    EngagementId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    FileName = table.Column<string>(maxLength: 200, nullable: false),
                    FileHash = table.Column<string>(maxLength: 64, nullable: false),
                    FileBytes = table.Column<long>(nullable: false),
                    ReceivedAt = table.Column<DateTime>(nullable: false),
                    ById = table.Column<Guid>(nullable: false),
                    ByName = table.Column<string>(maxLength: 200, nullable: false),
                    BySide = table.Column<string>(maxLength: 40, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    EndedAt = table.Column<DateTime>(nullable: true),
                    ConfirmedByName = table.Column<string>(maxLength: 200, nullable: true),
                    Layout = table.Column<string>(nullable: false),
                    Mapping = table.Column<string>(nullable: false),
                    WasRemembered = table.Column<bool>(nullable: false),
                    Preview = table.Column<string>(nullable: true),
                    Rows = table.Column<long>(nullable: false),
                    Version = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_uploads", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_snapshots_RefreshId",
                schema: "data_refresh",
                table: "snapshots",
                column: "RefreshId",
                unique: true,
                filter: "\"RefreshId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_snapshots_UploadId",
                schema: "data_refresh",
                table: "snapshots",
                column: "UploadId",
                unique: true,
                filter: "\"UploadId\" IS NOT NULL");

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

            migrationBuilder.CreateIndex(
                name: "IX_uploads_FirmId_EngagementId_ReceivedAt",
                schema: "data_refresh",
                table: "uploads",
                columns: new[] { "FirmId", "EngagementId", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_uploads_State_ReceivedAt",
                schema: "data_refresh",
                table: "uploads",
                columns: new[] { "State", "ReceivedAt" });
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

            migrationBuilder.DropTable(
                name: "remembered_mappings",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "uploads",
                schema: "data_refresh");

            migrationBuilder.DropIndex(
                name: "IX_snapshots_RefreshId",
                schema: "data_refresh",
                table: "snapshots");

            migrationBuilder.DropIndex(
                name: "IX_snapshots_UploadId",
                schema: "data_refresh",
                table: "snapshots");

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
                name: "UploadId",
                schema: "data_refresh",
                table: "snapshots");

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

            migrationBuilder.AlterColumn<Guid>(
                name: "RefreshId",
                schema: "data_refresh",
                table: "snapshots",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "TriggerNumber",
                schema: "data_refresh",
                table: "refreshes",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_snapshots_RefreshId",
                schema: "data_refresh",
                table: "snapshots",
                column: "RefreshId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_EngagementId_AcceptedOn_TriggerNumber",
                schema: "data_refresh",
                table: "refreshes",
                columns: new[] { "EngagementId", "AcceptedOn", "TriggerNumber" },
                unique: true);
        }
    }
}
