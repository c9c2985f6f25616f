using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Engagements.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "engagements");

            migrationBuilder.CreateTable(
                name: "customers",
                schema: "engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    SortName = table.Column<string>(maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(maxLength: 2000, nullable: false),
                    FirstName = table.Column<string>(maxLength: 100, nullable: true),
                    LastName = table.Column<string>(maxLength: 100, nullable: true),
                    Email = table.Column<string>(maxLength: 254, nullable: true),
                    Phone = table.Column<string>(maxLength: 40, nullable: true),
                    Language = table.Column<string>(maxLength: 2, nullable: false),
                    Street = table.Column<string>(maxLength: 200, nullable: true),
                    PostalCode = table.Column<string>(maxLength: 20, nullable: true),
                    City = table.Column<string>(maxLength: 100, nullable: true),
                    Country = table.Column<string>(maxLength: 2, nullable: true),
                    Label = table.Column<string>(maxLength: 40, nullable: true),
                    EnterpriseNumber = table.Column<string>(maxLength: 30, nullable: true),
                    ResponsibleId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<DateTime>(nullable: false),
                    ArchivedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "eula_acceptances",
                schema: "engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    EngagementId = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    ContactId = table.Column<Guid>(nullable: false),
                    ContactName = table.Column<string>(maxLength: 200, nullable: false),
                    Language = table.Column<string>(maxLength: 2, nullable: false),
                    AcceptedAt = table.Column<DateTime>(nullable: false),
                    Address = table.Column<string>(maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eula_acceptances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "eula_versions",
                schema: "engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    TextEn = table.Column<string>(nullable: false),
                    TextFr = table.Column<string>(nullable: false),
                    TextNl = table.Column<string>(nullable: false),
                    TextPl = table.Column<string>(nullable: false),
                    Material = table.Column<bool>(nullable: false),
                    PublishedAt = table.Column<DateTime>(nullable: true),
                    PublishedBy = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eula_versions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "firms",
                schema: "engagements",
                columns: table => new
                {
                    FirmId = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    TimeZone = table.Column<string>(maxLength: 100, nullable: false),
                    SenderName = table.Column<string>(maxLength: 200, nullable: false),
                    ReplyTo = table.Column<string>(maxLength: 254, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_firms", x => x.FirmId);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "engagements",
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
                schema: "engagements",
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
                name: "staff",
                schema: "engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    FullName = table.Column<string>(maxLength: 200, nullable: false),
                    SortName = table.Column<string>(maxLength: 400, nullable: false),
                    Email = table.Column<string>(maxLength: 254, nullable: false),
                    Active = table.Column<bool>(nullable: false),
                    Deleted = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                schema: "engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    CustomerId = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    FullName = table.Column<string>(maxLength: 200, nullable: false),
                    SortName = table.Column<string>(maxLength: 400, nullable: false),
                    Email = table.Column<string>(maxLength: 254, nullable: false),
                    EmailKey = table.Column<string>(maxLength: 254, nullable: false),
                    Language = table.Column<string>(maxLength: 2, nullable: false),
                    Login = table.Column<string>(maxLength: 40, nullable: true),
                    ValidUntil = table.Column<DateOnly>(nullable: true),
                    LoginVersion = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contacts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_contacts_customers_CustomerId",
                        column: x => x.CustomerId,
                        principalSchema: "engagements",
                        principalTable: "customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "engagements",
                schema: "engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false),
                    CustomerId = table.Column<Guid>(nullable: false),
                    CreatorId = table.Column<Guid>(nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    SortTitle = table.Column<string>(maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(maxLength: 1000, nullable: false),
                    ContactId = table.Column<Guid>(nullable: true),
                    OwnerId = table.Column<Guid>(nullable: false),
                    Package = table.Column<string>(maxLength: 40, nullable: false),
                    Connector = table.Column<string>(maxLength: 40, nullable: true),
                    ExternalId = table.Column<string>(maxLength: 100, nullable: true),
                    Scope = table.Column<string>(maxLength: 40, nullable: false),
                    LegalCoverOn = table.Column<DateOnly>(nullable: true),
                    LegalCoverBy = table.Column<Guid>(nullable: true),
                    LegalCoverNote = table.Column<string>(maxLength: 500, nullable: true),
                    FinancialYearStart = table.Column<int>(nullable: false),
                    ReadFrom = table.Column<DateOnly>(nullable: true),
                    AcceptedEula = table.Column<int>(nullable: false),
                    DataRequestedAt = table.Column<DateTime>(nullable: true),
                    ArchivedAt = table.Column<DateTime>(nullable: true),
                    ArchivedWithCustomer = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engagements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_engagements_contacts_ContactId",
                        column: x => x.ContactId,
                        principalSchema: "engagements",
                        principalTable: "contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_engagements_customers_CustomerId",
                        column: x => x.CustomerId,
                        principalSchema: "engagements",
                        principalTable: "customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "team_members",
                schema: "engagements",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    FirmId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_members", x => new { x.EngagementId, x.StaffId });
                    table.ForeignKey(
                        name: "FK_team_members_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalSchema: "engagements",
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_contacts_CustomerId_EmailKey",
                schema: "engagements",
                table: "contacts",
                columns: new[] { "CustomerId", "EmailKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_customers_FirmId_EnterpriseNumber",
                schema: "engagements",
                table: "customers",
                columns: new[] { "FirmId", "EnterpriseNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_FirmId_ResponsibleId",
                schema: "engagements",
                table: "customers",
                columns: new[] { "FirmId", "ResponsibleId" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_FirmId_SortName_Id",
                schema: "engagements",
                table: "customers",
                columns: new[] { "FirmId", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_engagements_ContactId",
                schema: "engagements",
                table: "engagements",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_engagements_CustomerId",
                schema: "engagements",
                table: "engagements",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_engagements_FirmId_CreatorId",
                schema: "engagements",
                table: "engagements",
                columns: new[] { "FirmId", "CreatorId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagements_FirmId_OwnerId",
                schema: "engagements",
                table: "engagements",
                columns: new[] { "FirmId", "OwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagements_FirmId_SortTitle_Id",
                schema: "engagements",
                table: "engagements",
                columns: new[] { "FirmId", "SortTitle", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_eula_acceptances_ContactId",
                schema: "engagements",
                table: "eula_acceptances",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_eula_acceptances_EngagementId_Number",
                schema: "engagements",
                table: "eula_acceptances",
                columns: new[] { "EngagementId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_eula_versions_FirmId_Number",
                schema: "engagements",
                table: "eula_versions",
                columns: new[] { "FirmId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inbox_HandledAt",
                schema: "engagements",
                table: "inbox",
                column: "HandledAt");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_ClaimId",
                schema: "engagements",
                table: "outbox",
                column: "ClaimId");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DueAt",
                schema: "engagements",
                table: "outbox",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_staff_FirmId_SortName",
                schema: "engagements",
                table: "staff",
                columns: new[] { "FirmId", "SortName" });

            migrationBuilder.CreateIndex(
                name: "IX_team_members_StaffId",
                schema: "engagements",
                table: "team_members",
                column: "StaffId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "eula_acceptances",
                schema: "engagements");

            migrationBuilder.DropTable(
                name: "eula_versions",
                schema: "engagements");

            migrationBuilder.DropTable(
                name: "firms",
                schema: "engagements");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "engagements");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "engagements");

            migrationBuilder.DropTable(
                name: "staff",
                schema: "engagements");

            migrationBuilder.DropTable(
                name: "team_members",
                schema: "engagements");

            migrationBuilder.DropTable(
                name: "engagements",
                schema: "engagements");

            migrationBuilder.DropTable(
                name: "contacts",
                schema: "engagements");

            migrationBuilder.DropTable(
                name: "customers",
                schema: "engagements");
        }
    }
}
