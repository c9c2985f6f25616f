using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DataRefresh.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "data_refresh");

            migrationBuilder.CreateTable(
                name: "batches",
                schema: "data_refresh",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    StartedBy = table.Column<Guid>(nullable: false),
                    StartedByName = table.Column<string>(maxLength: 200, nullable: false),
                    StartedAt = table.Column<DateTime>(nullable: false),
                    IdempotencyKey = table.Column<string>(maxLength: 100, nullable: false),
                    RequestHash = table.Column<string>(maxLength: 64, nullable: false),
                    Accepted = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_batches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "connections",
                schema: "data_refresh",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Connector = table.Column<string>(maxLength: 40, nullable: false),
                    ExternalId = table.Column<string>(maxLength: 100, nullable: false),
                    GrantAt = table.Column<string>(maxLength: 1000, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    OfferedAt = table.Column<DateTime>(nullable: false),
                    LinkedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_connections", x => x.EngagementId);
                });

            migrationBuilder.CreateTable(
                name: "connector_keys",
                schema: "data_refresh",
                columns: table => new
                {
                    FirmId = table.Column<Guid>(nullable: false),
                    Connector = table.Column<string>(maxLength: 40, nullable: false),
                    Sealed = table.Column<byte[]>(maxLength: 2000, nullable: false),
                    Ending = table.Column<string>(maxLength: 4, nullable: false),
                    EnteredAt = table.Column<DateTime>(nullable: false),
                    EnteredBy = table.Column<string>(maxLength: 200, nullable: false),
                    RefusedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_connector_keys", x => new { x.FirmId, x.Connector });
                });

            migrationBuilder.CreateTable(
                name: "engagement_rows",
                schema: "data_refresh",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    CustomerId = table.Column<Guid>(nullable: false),
                    CustomerName = table.Column<string>(maxLength: 200, nullable: false),
                    ContactId = table.Column<Guid>(nullable: true),
                    ContactName = table.Column<string>(maxLength: 200, nullable: false),
                    OwnerId = table.Column<Guid>(nullable: false),
                    OwnerName = table.Column<string>(maxLength: 200, nullable: false),
                    Package = table.Column<string>(maxLength: 40, nullable: false),
                    Connector = table.Column<string>(maxLength: 40, nullable: true),
                    Scope = table.Column<string>(maxLength: 40, nullable: false),
                    LegalCoverOn = table.Column<DateOnly>(nullable: true),
                    AcceptedEula = table.Column<int>(nullable: false),
                    FinancialYearStart = table.Column<int>(nullable: false),
                    ReadFrom = table.Column<DateOnly>(nullable: true),
                    Archived = table.Column<bool>(nullable: false),
                    SearchText = table.Column<string>(maxLength: 620, nullable: false),
                    ContactSearch = table.Column<string>(maxLength: 200, nullable: false),
                    Connection = table.Column<string>(maxLength: 40, nullable: false),
                    LinkedAt = table.Column<DateTime>(nullable: true),
                    BlockerBits = table.Column<int>(nullable: false),
                    LastSuccessAt = table.Column<DateTime>(nullable: true),
                    LastAttemptAt = table.Column<DateTime>(nullable: true),
                    LastFailure = table.Column<string>(maxLength: 60, nullable: true),
                    PeriodFrom = table.Column<DateOnly>(nullable: true),
                    PeriodTo = table.Column<DateOnly>(nullable: true),
                    SnapshotId = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engagement_rows", x => x.EngagementId);
                });

            migrationBuilder.CreateTable(
                name: "engagement_sight",
                schema: "data_refresh",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engagement_sight", x => new { x.EngagementId, x.StaffId });
                });

            migrationBuilder.CreateTable(
                name: "firms",
                schema: "data_refresh",
                columns: table => new
                {
                    FirmId = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    TimeZone = table.Column<string>(maxLength: 60, nullable: false),
                    IntroducedAt = table.Column<DateTime>(nullable: false),
                    RequiredEula = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_firms", x => x.FirmId);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "data_refresh",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(nullable: false),
                    Handler = table.Column<string>(maxLength: 200, nullable: false),
                    HandledAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.MessageId, x.Handler });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "data_refresh",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Body = table.Column<string>(nullable: false),
                    AnnouncedAt = table.Column<DateTime>(nullable: false),
                    Attempts = table.Column<int>(nullable: false),
                    LastError = table.Column<string>(maxLength: 500, nullable: true),
                    DueAt = table.Column<DateTime>(nullable: false),
                    ClaimId = table.Column<Guid>(nullable: true),
                    LeaseUntil = table.Column<DateTime>(nullable: true),
                    Fence = table.Column<long>(nullable: false),
                    Takeovers = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "refreshes",
                schema: "data_refresh",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    EngagementId = table.Column<Guid>(nullable: false),
                    BatchId = table.Column<Guid>(nullable: false),
                    AcceptedAt = table.Column<DateTime>(nullable: false),
                    AcceptedOn = table.Column<DateOnly>(nullable: false),
                    TriggerNumber = table.Column<int>(nullable: false),
                    SlotOn = table.Column<DateOnly>(nullable: true),
                    RunningFor = table.Column<Guid>(nullable: true),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Attempts = table.Column<int>(nullable: false),
                    Scope = table.Column<string>(maxLength: 40, nullable: true),
                    From = table.Column<DateOnly>(nullable: true),
                    To = table.Column<DateOnly>(nullable: true),
                    DataSetsDone = table.Column<int>(nullable: false),
                    DataSetsInAll = table.Column<int>(nullable: false),
                    StartedAt = table.Column<DateTime>(nullable: true),
                    EndedAt = table.Column<DateTime>(nullable: true),
                    FailureCode = table.Column<string>(maxLength: 60, nullable: true),
                    FailedIn = table.Column<string>(maxLength: 40, nullable: true),
                    DueAt = table.Column<DateTime>(nullable: false),
                    ClaimId = table.Column<Guid>(nullable: true),
                    LeaseUntil = table.Column<DateTime>(nullable: true),
                    Fence = table.Column<long>(nullable: false),
                    Takeovers = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refreshes", x => x.Id);
                    table.CheckConstraint("ck_refreshes_triggers", "\"TriggerNumber\" BETWEEN 1 AND 3");
                });

            migrationBuilder.CreateTable(
                name: "refusals",
                schema: "data_refresh",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(nullable: false),
                    EngagementId = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Reason = table.Column<string>(maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refusals", x => new { x.BatchId, x.EngagementId });
                });

            migrationBuilder.CreateTable(
                name: "snapshots",
                schema: "data_refresh",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    EngagementId = table.Column<Guid>(nullable: false),
                    RefreshId = table.Column<Guid>(nullable: false),
                    TakenAt = table.Column<DateTime>(nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    Warnings = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_snapshots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "snapshot_parts",
                schema: "data_refresh",
                columns: table => new
                {
                    SnapshotId = table.Column<Guid>(nullable: false),
                    DataSet = table.Column<string>(maxLength: 40, nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Hash = table.Column<string>(maxLength: 64, nullable: true),
                    Rows = table.Column<long>(nullable: false),
                    Bytes = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_snapshot_parts", x => new { x.SnapshotId, x.DataSet });
                    table.ForeignKey(
                        name: "FK_snapshot_parts_snapshots_SnapshotId",
                        column: x => x.SnapshotId,
                        principalSchema: "data_refresh",
                        principalTable: "snapshots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_batches_FirmId_StartedBy_IdempotencyKey",
                schema: "data_refresh",
                table: "batches",
                columns: new[] { "FirmId", "StartedBy", "IdempotencyKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_connections_FirmId_State",
                schema: "data_refresh",
                table: "connections",
                columns: new[] { "FirmId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_BlockerBits_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "BlockerBits", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_ContactId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "ContactId" });

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
                name: "IX_engagement_rows_FirmId_Package_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "Package", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_rows_FirmId_PeriodTo_EngagementId",
                schema: "data_refresh",
                table: "engagement_rows",
                columns: new[] { "FirmId", "PeriodTo", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_sight_FirmId_StaffId_EngagementId",
                schema: "data_refresh",
                table: "engagement_sight",
                columns: new[] { "FirmId", "StaffId", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_HandledAt",
                schema: "data_refresh",
                table: "inbox",
                column: "HandledAt");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_ClaimId",
                schema: "data_refresh",
                table: "outbox",
                column: "ClaimId");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DueAt",
                schema: "data_refresh",
                table: "outbox",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_BatchId_State",
                schema: "data_refresh",
                table: "refreshes",
                columns: new[] { "BatchId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_ClaimId",
                schema: "data_refresh",
                table: "refreshes",
                column: "ClaimId");

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_DueAt",
                schema: "data_refresh",
                table: "refreshes",
                column: "DueAt",
                filter: "\"RunningFor\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_EngagementId_AcceptedOn_TriggerNumber",
                schema: "data_refresh",
                table: "refreshes",
                columns: new[] { "EngagementId", "AcceptedOn", "TriggerNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_EngagementId_SlotOn",
                schema: "data_refresh",
                table: "refreshes",
                columns: new[] { "EngagementId", "SlotOn" },
                unique: true,
                filter: "\"SlotOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_FirmId_EngagementId_AcceptedAt",
                schema: "data_refresh",
                table: "refreshes",
                columns: new[] { "FirmId", "EngagementId", "AcceptedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_refreshes_RunningFor",
                schema: "data_refresh",
                table: "refreshes",
                column: "RunningFor",
                unique: true,
                filter: "\"RunningFor\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_refusals_BatchId_Reason",
                schema: "data_refresh",
                table: "refusals",
                columns: new[] { "BatchId", "Reason" });

            migrationBuilder.CreateIndex(
                name: "IX_snapshots_FirmId_EngagementId_TakenAt",
                schema: "data_refresh",
                table: "snapshots",
                columns: new[] { "FirmId", "EngagementId", "TakenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_snapshots_RefreshId",
                schema: "data_refresh",
                table: "snapshots",
                column: "RefreshId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "batches",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "connections",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "connector_keys",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "engagement_rows",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "engagement_sight",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "firms",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "refreshes",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "refusals",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "snapshot_parts",
                schema: "data_refresh");

            migrationBuilder.DropTable(
                name: "snapshots",
                schema: "data_refresh");
        }
    }
}
