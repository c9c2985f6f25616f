IF OBJECT_ID(N'[data_refresh].[migrations]') IS NULL
BEGIN
    IF SCHEMA_ID(N'data_refresh') IS NULL EXEC(N'CREATE SCHEMA [data_refresh];');
    CREATE TABLE [data_refresh].[migrations] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK_migrations] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    IF SCHEMA_ID(N'data_refresh') IS NULL EXEC(N'CREATE SCHEMA [data_refresh];');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[batches] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [StartedBy] uniqueidentifier NOT NULL,
        [StartedByName] nvarchar(200) NOT NULL,
        [StartedAt] datetime2 NOT NULL,
        [IdempotencyKey] nvarchar(100) NOT NULL,
        [RequestHash] nvarchar(64) NOT NULL,
        [Accepted] int NOT NULL,
        CONSTRAINT [PK_batches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[connections] (
        [EngagementId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Connector] nvarchar(40) NOT NULL,
        [ExternalId] nvarchar(100) NOT NULL,
        [GrantAt] nvarchar(1000) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [OfferedAt] datetime2 NOT NULL,
        [LinkedAt] datetime2 NULL,
        CONSTRAINT [PK_connections] PRIMARY KEY ([EngagementId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[connector_keys] (
        [FirmId] uniqueidentifier NOT NULL,
        [Connector] nvarchar(40) NOT NULL,
        [Sealed] varbinary(2000) NOT NULL,
        [Ending] nvarchar(4) NOT NULL,
        [EnteredAt] datetime2 NOT NULL,
        [EnteredBy] nvarchar(200) NOT NULL,
        [RefusedAt] datetime2 NULL,
        CONSTRAINT [PK_connector_keys] PRIMARY KEY ([FirmId], [Connector])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[engagement_rows] (
        [EngagementId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [Title] nvarchar(200) NOT NULL,
        [CustomerId] uniqueidentifier NOT NULL,
        [CustomerName] nvarchar(200) NOT NULL,
        [ContactId] uniqueidentifier NULL,
        [ContactName] nvarchar(200) NOT NULL,
        [OwnerId] uniqueidentifier NOT NULL,
        [OwnerName] nvarchar(200) NOT NULL,
        [Package] nvarchar(40) NOT NULL,
        [Connector] nvarchar(40) NULL,
        [Scope] nvarchar(40) NOT NULL,
        [LegalCoverOn] date NULL,
        [AcceptedEula] int NOT NULL,
        [FinancialYearStart] int NOT NULL,
        [ReadFrom] date NULL,
        [Archived] bit NOT NULL,
        [SearchText] nvarchar(620) NOT NULL,
        [ContactSearch] nvarchar(200) NOT NULL,
        [Connection] nvarchar(40) NOT NULL,
        [LinkedAt] datetime2 NULL,
        [BlockerBits] int NOT NULL,
        [LastSuccessAt] datetime2 NULL,
        [LastAttemptAt] datetime2 NULL,
        [LastFailure] nvarchar(60) NULL,
        [PeriodFrom] date NULL,
        [PeriodTo] date NULL,
        [SnapshotId] uniqueidentifier NULL,
        CONSTRAINT [PK_engagement_rows] PRIMARY KEY ([EngagementId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[engagement_sight] (
        [EngagementId] uniqueidentifier NOT NULL,
        [StaffId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_engagement_sight] PRIMARY KEY ([EngagementId], [StaffId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[firms] (
        [FirmId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [TimeZone] nvarchar(60) NOT NULL,
        [IntroducedAt] datetime2 NOT NULL,
        [RequiredEula] int NOT NULL,
        CONSTRAINT [PK_firms] PRIMARY KEY ([FirmId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[inbox] (
        [MessageId] uniqueidentifier NOT NULL,
        [Handler] nvarchar(200) NOT NULL,
        [HandledAt] datetime2 NOT NULL,
        CONSTRAINT [PK_inbox] PRIMARY KEY ([MessageId], [Handler])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[outbox] (
        [Id] uniqueidentifier NOT NULL,
        [Name] nvarchar(100) NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Body] nvarchar(max) NOT NULL,
        [AnnouncedAt] datetime2 NOT NULL,
        [Attempts] int NOT NULL,
        [LastError] nvarchar(500) NULL,
        [DueAt] datetime2 NOT NULL,
        [ClaimId] uniqueidentifier NULL,
        [LeaseUntil] datetime2 NULL,
        [Fence] bigint NOT NULL,
        [Takeovers] int NOT NULL,
        CONSTRAINT [PK_outbox] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[refreshes] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [EngagementId] uniqueidentifier NOT NULL,
        [BatchId] uniqueidentifier NOT NULL,
        [AcceptedAt] datetime2 NOT NULL,
        [AcceptedOn] date NOT NULL,
        [TriggerNumber] int NOT NULL,
        [SlotOn] date NULL,
        [RunningFor] uniqueidentifier NULL,
        [State] nvarchar(40) NOT NULL,
        [Attempts] int NOT NULL,
        [Scope] nvarchar(40) NULL,
        [From] date NULL,
        [To] date NULL,
        [DataSetsDone] int NOT NULL,
        [DataSetsInAll] int NOT NULL,
        [StartedAt] datetime2 NULL,
        [EndedAt] datetime2 NULL,
        [FailureCode] nvarchar(60) NULL,
        [FailedIn] nvarchar(40) NULL,
        [DueAt] datetime2 NOT NULL,
        [ClaimId] uniqueidentifier NULL,
        [LeaseUntil] datetime2 NULL,
        [Fence] bigint NOT NULL,
        [Takeovers] int NOT NULL,
        CONSTRAINT [PK_refreshes] PRIMARY KEY ([Id]),
        CONSTRAINT [ck_refreshes_triggers] CHECK ("TriggerNumber" BETWEEN 1 AND 3)
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[refusals] (
        [BatchId] uniqueidentifier NOT NULL,
        [EngagementId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Reason] nvarchar(40) NOT NULL,
        CONSTRAINT [PK_refusals] PRIMARY KEY ([BatchId], [EngagementId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[snapshots] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [EngagementId] uniqueidentifier NOT NULL,
        [RefreshId] uniqueidentifier NOT NULL,
        [TakenAt] datetime2 NOT NULL,
        [From] date NOT NULL,
        [To] date NOT NULL,
        [Warnings] nvarchar(max) NULL,
        CONSTRAINT [PK_snapshots] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE TABLE [data_refresh].[snapshot_parts] (
        [SnapshotId] uniqueidentifier NOT NULL,
        [DataSet] nvarchar(40) NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Hash] nvarchar(64) NULL,
        [Rows] bigint NOT NULL,
        [Bytes] bigint NOT NULL,
        CONSTRAINT [PK_snapshot_parts] PRIMARY KEY ([SnapshotId], [DataSet]),
        CONSTRAINT [FK_snapshot_parts_snapshots_SnapshotId] FOREIGN KEY ([SnapshotId]) REFERENCES [data_refresh].[snapshots] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_batches_FirmId_StartedBy_IdempotencyKey] ON [data_refresh].[batches] ([FirmId], [StartedBy], [IdempotencyKey]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_connections_FirmId_State] ON [data_refresh].[connections] ([FirmId], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_BlockerBits_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [BlockerBits], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_ContactId] ON [data_refresh].[engagement_rows] ([FirmId], [ContactId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_ContactName_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [ContactName], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_CustomerName_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [CustomerName], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_LastSuccessAt_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [LastSuccessAt], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_OwnerName_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [OwnerName], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_Package_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [Package], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_PeriodTo_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [PeriodTo], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_engagement_sight_FirmId_StaffId_EngagementId] ON [data_refresh].[engagement_sight] ([FirmId], [StaffId], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [data_refresh].[inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_ClaimId] ON [data_refresh].[outbox] ([ClaimId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_DueAt] ON [data_refresh].[outbox] ([DueAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_refreshes_BatchId_State] ON [data_refresh].[refreshes] ([BatchId], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_refreshes_ClaimId] ON [data_refresh].[refreshes] ([ClaimId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_refreshes_DueAt] ON [data_refresh].[refreshes] ([DueAt]) WHERE "RunningFor" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_refreshes_EngagementId_AcceptedOn_TriggerNumber] ON [data_refresh].[refreshes] ([EngagementId], [AcceptedOn], [TriggerNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_refreshes_EngagementId_SlotOn] ON [data_refresh].[refreshes] ([EngagementId], [SlotOn]) WHERE "SlotOn" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_refreshes_FirmId_EngagementId_AcceptedAt] ON [data_refresh].[refreshes] ([FirmId], [EngagementId], [AcceptedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_refreshes_RunningFor] ON [data_refresh].[refreshes] ([RunningFor]) WHERE "RunningFor" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_refusals_BatchId_Reason] ON [data_refresh].[refusals] ([BatchId], [Reason]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE INDEX [IX_snapshots_FirmId_EngagementId_TakenAt] ON [data_refresh].[snapshots] ([FirmId], [EngagementId], [TakenAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_snapshots_RefreshId] ON [data_refresh].[snapshots] ([RefreshId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121211619_Initial'
)
BEGIN
    INSERT INTO [data_refresh].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261121211619_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235240_FailureEpisodes'
)
BEGIN
    ALTER TABLE [data_refresh].[refreshes] ADD [CancelledByName] nvarchar(200) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235240_FailureEpisodes'
)
BEGIN
    ALTER TABLE [data_refresh].[firms] ADD [ReplyTo] nvarchar(254) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235240_FailureEpisodes'
)
BEGIN
    ALTER TABLE [data_refresh].[firms] ADD [SenderName] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235240_FailureEpisodes'
)
BEGIN
    CREATE TABLE [data_refresh].[failure_episodes] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [EngagementId] uniqueidentifier NOT NULL,
        [OpenFor] uniqueidentifier NULL,
        [OpenedAt] datetime2 NOT NULL,
        [FirstCode] nvarchar(60) NOT NULL,
        [Failures] int NOT NULL,
        [LastFailedAt] datetime2 NOT NULL,
        [LastCode] nvarchar(60) NOT NULL,
        [MailedAt] datetime2 NULL,
        [ClosedAt] datetime2 NULL,
        CONSTRAINT [PK_failure_episodes] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235240_FailureEpisodes'
)
BEGIN
    CREATE TABLE [data_refresh].[staff] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [FullName] nvarchar(200) NOT NULL,
        [Email] nvarchar(254) NOT NULL,
        [Language] nvarchar(2) NOT NULL,
        [Active] bit NOT NULL,
        CONSTRAINT [PK_staff] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235240_FailureEpisodes'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_LastAttemptAt_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [LastAttemptAt], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235240_FailureEpisodes'
)
BEGIN
    CREATE INDEX [IX_failure_episodes_FirmId_EngagementId_OpenedAt] ON [data_refresh].[failure_episodes] ([FirmId], [EngagementId], [OpenedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235240_FailureEpisodes'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_failure_episodes_OpenFor] ON [data_refresh].[failure_episodes] ([OpenFor]) WHERE "OpenFor" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235240_FailureEpisodes'
)
BEGIN
    INSERT INTO [data_refresh].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261121235240_FailureEpisodes', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    DROP INDEX [IX_engagement_rows_FirmId_ContactName_EngagementId] ON [data_refresh].[engagement_rows];
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    DROP INDEX [IX_engagement_rows_FirmId_CustomerName_EngagementId] ON [data_refresh].[engagement_rows];
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    DROP INDEX [IX_engagement_rows_FirmId_LastSuccessAt_EngagementId] ON [data_refresh].[engagement_rows];
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    DROP INDEX [IX_engagement_rows_FirmId_OwnerName_EngagementId] ON [data_refresh].[engagement_rows];
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    DROP INDEX [IX_engagement_rows_FirmId_PeriodTo_EngagementId] ON [data_refresh].[engagement_rows];
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [SortCustomer] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [SortOwner] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [SortPeriod] date NOT NULL DEFAULT '1970-01-01';
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [SortTitle] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [SortUpload] datetime2 NOT NULL DEFAULT '1970-01-01T00:00:00.0000000Z';
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_ContactSearch_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [ContactSearch], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_OwnerId] ON [data_refresh].[engagement_rows] ([FirmId], [OwnerId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_SortCustomer_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [SortCustomer], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_SortOwner_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [SortOwner], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_SortPeriod_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [SortPeriod], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_SortTitle_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [SortTitle], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_SortUpload_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [SortUpload], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    EXEC(N'UPDATE data_refresh.engagement_rows SET "SortTitle" = LOWER("Title"), "SortCustomer" = LOWER("CustomerName"), "SortOwner" = LOWER("OwnerName")');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    EXEC(N'UPDATE data_refresh.engagement_rows SET "SortUpload" = "LastSuccessAt" WHERE "LastSuccessAt" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    EXEC(N'UPDATE data_refresh.engagement_rows SET "SortPeriod" = "PeriodTo" WHERE "PeriodTo" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    IF OBJECT_ID(N'[data_refresh].[engagement_rows_SearchText_changed]') IS NOT NULL DROP TRIGGER [data_refresh].[engagement_rows_SearchText_changed];
    IF OBJECT_ID(N'[data_refresh].[engagement_rows_SearchText]') IS NOT NULL DROP TABLE [data_refresh].[engagement_rows_SearchText];

    CREATE TABLE [data_refresh].[engagement_rows_SearchText] (
        [FirmId] uniqueidentifier NOT NULL,
        [Trigram] nchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Id] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_engagement_rows_SearchText] PRIMARY KEY ([FirmId], [Trigram], [Id]),
        INDEX [IX_engagement_rows_SearchText_Id] ([Id])
    );

    -- A trigger must stand alone in its batch, and a script of migrations wraps this text in a condition.
    EXEC(N'CREATE TRIGGER [data_refresh].[engagement_rows_SearchText_changed] ON [data_refresh].[engagement_rows] AFTER INSERT, UPDATE, DELETE AS
    BEGIN
        SET NOCOUNT ON;
        IF EXISTS (SELECT 1 FROM inserted) AND NOT UPDATE([SearchText]) RETURN;

        DELETE trigrams
        FROM [data_refresh].[engagement_rows_SearchText] AS trigrams
        JOIN deleted ON deleted.[EngagementId] = trigrams.[Id];

        WITH digits AS (SELECT digit FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d (digit)),
        positions AS (
            SELECT 1 + a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit AS position
            FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d
            WHERE d.digit < 2
        )
        INSERT INTO [data_refresh].[engagement_rows_SearchText] ([FirmId], [Trigram], [Id])
        SELECT DISTINCT inserted.[FirmId], SUBSTRING(inserted.[SearchText], positions.position, 3) COLLATE Latin1_General_100_BIN2, inserted.[EngagementId]
        FROM inserted
        JOIN positions ON positions.position <= LEN(inserted.[SearchText]) - 2
        WHERE CHARINDEX(N'' '', SUBSTRING(inserted.[SearchText], positions.position, 3)) = 0;
    END');

    -- The trigger indexes the rows that there are. The column may be new in this batch, which would not compile.
    EXEC(N'UPDATE [data_refresh].[engagement_rows] SET [SearchText] = [SearchText]');

END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    IF OBJECT_ID(N'[data_refresh].[engagement_rows_ContactSearch_changed]') IS NOT NULL DROP TRIGGER [data_refresh].[engagement_rows_ContactSearch_changed];
    IF OBJECT_ID(N'[data_refresh].[engagement_rows_ContactSearch]') IS NOT NULL DROP TABLE [data_refresh].[engagement_rows_ContactSearch];

    CREATE TABLE [data_refresh].[engagement_rows_ContactSearch] (
        [FirmId] uniqueidentifier NOT NULL,
        [Trigram] nchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Id] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_engagement_rows_ContactSearch] PRIMARY KEY ([FirmId], [Trigram], [Id]),
        INDEX [IX_engagement_rows_ContactSearch_Id] ([Id])
    );

    -- A trigger must stand alone in its batch, and a script of migrations wraps this text in a condition.
    EXEC(N'CREATE TRIGGER [data_refresh].[engagement_rows_ContactSearch_changed] ON [data_refresh].[engagement_rows] AFTER INSERT, UPDATE, DELETE AS
    BEGIN
        SET NOCOUNT ON;
        IF EXISTS (SELECT 1 FROM inserted) AND NOT UPDATE([ContactSearch]) RETURN;

        DELETE trigrams
        FROM [data_refresh].[engagement_rows_ContactSearch] AS trigrams
        JOIN deleted ON deleted.[EngagementId] = trigrams.[Id];

        WITH digits AS (SELECT digit FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d (digit)),
        positions AS (
            SELECT 1 + a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit AS position
            FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d
            WHERE d.digit < 2
        )
        INSERT INTO [data_refresh].[engagement_rows_ContactSearch] ([FirmId], [Trigram], [Id])
        SELECT DISTINCT inserted.[FirmId], SUBSTRING(inserted.[ContactSearch], positions.position, 3) COLLATE Latin1_General_100_BIN2, inserted.[EngagementId]
        FROM inserted
        JOIN positions ON positions.position <= LEN(inserted.[ContactSearch]) - 2
        WHERE CHARINDEX(N'' '', SUBSTRING(inserted.[ContactSearch], positions.position, 3)) = 0;
    END');

    -- The trigger indexes the rows that there are. The column may be new in this batch, which would not compile.
    EXEC(N'UPDATE [data_refresh].[engagement_rows] SET [ContactSearch] = [ContactSearch]');

END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261121235314_NameSearch'
)
BEGIN
    INSERT INTO [data_refresh].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261121235314_NameSearch', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122003544_AttemptsAndOutcomes'
)
BEGIN
    DROP INDEX [IX_engagement_rows_FirmId_LastAttemptAt_EngagementId] ON [data_refresh].[engagement_rows];
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122003544_AttemptsAndOutcomes'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [SortAttempt] datetime2 NOT NULL DEFAULT '1970-01-01T00:00:00.0000000Z';
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122003544_AttemptsAndOutcomes'
)
BEGIN
    EXEC(N'UPDATE data_refresh.engagement_rows SET "SortAttempt" = "LastAttemptAt" WHERE "LastAttemptAt" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122003544_AttemptsAndOutcomes'
)
BEGIN
    CREATE INDEX [IX_refreshes_FirmId_AcceptedOn_State] ON [data_refresh].[refreshes] ([FirmId], [AcceptedOn], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122003544_AttemptsAndOutcomes'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_SortAttempt_EngagementId] ON [data_refresh].[engagement_rows] ([FirmId], [SortAttempt], [EngagementId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122003544_AttemptsAndOutcomes'
)
BEGIN
    INSERT INTO [data_refresh].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261122003544_AttemptsAndOutcomes', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    DROP INDEX [IX_snapshots_RefreshId] ON [data_refresh].[snapshots];
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    DROP INDEX [IX_refreshes_EngagementId_AcceptedOn_TriggerNumber] ON [data_refresh].[refreshes];
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[staff] ADD [ManagesSettings] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    DECLARE @var nvarchar(max);
    SELECT @var = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[data_refresh].[snapshots]') AND [c].[name] = N'RefreshId');
    IF @var IS NOT NULL EXEC(N'ALTER TABLE [data_refresh].[snapshots] DROP CONSTRAINT ' + @var + ';');
    ALTER TABLE [data_refresh].[snapshots] ALTER COLUMN [RefreshId] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[snapshots] ADD [UploadId] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    DECLARE @var1 nvarchar(max);
    SELECT @var1 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[data_refresh].[refreshes]') AND [c].[name] = N'TriggerNumber');
    IF @var1 IS NOT NULL EXEC(N'ALTER TABLE [data_refresh].[refreshes] DROP CONSTRAINT ' + @var1 + ';');
    ALTER TABLE [data_refresh].[refreshes] ALTER COLUMN [TriggerNumber] int NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [FetchOwedTo] nvarchar(200) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [HandedOnAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [LeftAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [LeftCode] nvarchar(60) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [RequestExpiredAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [RequestedAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[engagement_rows] ADD [ResponsibleId] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[connections] ADD [LeftAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    ALTER TABLE [data_refresh].[connections] ADD [LeftCode] nvarchar(60) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    CREATE TABLE [data_refresh].[connection_tokens] (
        [EngagementId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Sealed] varbinary(8000) NOT NULL,
        [ExpiresAt] datetime2 NOT NULL,
        [Version] uniqueidentifier NOT NULL,
        [Fence] bigint NOT NULL,
        [LeaseUntil] datetime2 NULL,
        [RefusedAt] datetime2 NULL,
        CONSTRAINT [PK_connection_tokens] PRIMARY KEY ([EngagementId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    CREATE TABLE [data_refresh].[consents] (
        [EngagementId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [ContactId] uniqueidentifier NOT NULL,
        [StateHash] nvarchar(64) NOT NULL,
        [Sealed] varbinary(2000) NOT NULL,
        [ExpiresAt] datetime2 NOT NULL,
        CONSTRAINT [PK_consents] PRIMARY KEY ([EngagementId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    CREATE TABLE [data_refresh].[remembered_mappings] (
        [CustomerId] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Columns] nvarchar(max) NOT NULL,
        [DecimalMark] nvarchar(1) NOT NULL,
        [Dates] nvarchar(40) NOT NULL,
        [UsedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_remembered_mappings] PRIMARY KEY ([CustomerId], [Kind])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    CREATE TABLE [data_refresh].[uploads] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [EngagementId] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [From] date NOT NULL,
        [To] date NOT NULL,
        [FileName] nvarchar(200) NOT NULL,
        [FileHash] nvarchar(64) NOT NULL,
        [FileBytes] bigint NOT NULL,
        [ReceivedAt] datetime2 NOT NULL,
        [ById] uniqueidentifier NOT NULL,
        [ByName] nvarchar(200) NOT NULL,
        [BySide] nvarchar(40) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [EndedAt] datetime2 NULL,
        [ConfirmedByName] nvarchar(200) NULL,
        [Layout] nvarchar(max) NOT NULL,
        [Mapping] nvarchar(max) NOT NULL,
        [WasRemembered] bit NOT NULL,
        [Preview] nvarchar(max) NULL,
        [Rows] bigint NOT NULL,
        [Version] int NOT NULL,
        CONSTRAINT [PK_uploads] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_snapshots_RefreshId] ON [data_refresh].[snapshots] ([RefreshId]) WHERE "RefreshId" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_snapshots_UploadId] ON [data_refresh].[snapshots] ([UploadId]) WHERE "UploadId" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_refreshes_EngagementId_AcceptedOn_TriggerNumber] ON [data_refresh].[refreshes] ([EngagementId], [AcceptedOn], [TriggerNumber]) WHERE "TriggerNumber" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_engagement_rows_FetchOwedTo] ON [data_refresh].[engagement_rows] ([FetchOwedTo]) WHERE "FetchOwedTo" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    CREATE INDEX [IX_engagement_rows_FirmId_ResponsibleId] ON [data_refresh].[engagement_rows] ([FirmId], [ResponsibleId]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_consents_StateHash] ON [data_refresh].[consents] ([StateHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    CREATE INDEX [IX_uploads_FirmId_EngagementId_ReceivedAt] ON [data_refresh].[uploads] ([FirmId], [EngagementId], [ReceivedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    CREATE INDEX [IX_uploads_State_ReceivedAt] ON [data_refresh].[uploads] ([State], [ReceivedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122103858_CustomersOwnPath'
)
BEGIN
    INSERT INTO [data_refresh].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261122103858_CustomersOwnPath', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122123754_LeftInSilence'
)
BEGIN
    ALTER TABLE [data_refresh].[connections] ADD [SentAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [data_refresh].[migrations]
    WHERE [MigrationId] = N'20261122123754_LeftInSilence'
)
BEGIN
    INSERT INTO [data_refresh].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261122123754_LeftInSilence', N'10.0.14');
END;

COMMIT;
GO

