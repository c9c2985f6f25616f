IF OBJECT_ID(N'[engagements].[migrations]') IS NULL
BEGIN
    IF SCHEMA_ID(N'engagements') IS NULL EXEC(N'CREATE SCHEMA [engagements];');
    CREATE TABLE [engagements].[migrations] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK_migrations] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    IF SCHEMA_ID(N'engagements') IS NULL EXEC(N'CREATE SCHEMA [engagements];');
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[customers] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [SortName] nvarchar(400) NOT NULL,
        [SearchText] nvarchar(2000) NOT NULL,
        [FirstName] nvarchar(100) NULL,
        [LastName] nvarchar(100) NULL,
        [Email] nvarchar(254) NULL,
        [Phone] nvarchar(40) NULL,
        [Language] nvarchar(2) NOT NULL,
        [Street] nvarchar(200) NULL,
        [PostalCode] nvarchar(20) NULL,
        [City] nvarchar(100) NULL,
        [Country] nvarchar(2) NULL,
        [Label] nvarchar(40) NULL,
        [EnterpriseNumber] nvarchar(30) NULL,
        [ResponsibleId] uniqueidentifier NULL,
        [CreatedAt] datetime2 NOT NULL,
        [ArchivedAt] datetime2 NULL,
        CONSTRAINT [PK_customers] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[eula_acceptances] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [EngagementId] uniqueidentifier NOT NULL,
        [Number] int NOT NULL,
        [ContactId] uniqueidentifier NOT NULL,
        [ContactName] nvarchar(200) NOT NULL,
        [Language] nvarchar(2) NOT NULL,
        [AcceptedAt] datetime2 NOT NULL,
        [Address] nvarchar(64) NOT NULL,
        CONSTRAINT [PK_eula_acceptances] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[eula_versions] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [Number] int NOT NULL,
        [TextEn] nvarchar(max) NOT NULL,
        [TextFr] nvarchar(max) NOT NULL,
        [TextNl] nvarchar(max) NOT NULL,
        [TextPl] nvarchar(max) NOT NULL,
        [Material] bit NOT NULL,
        [PublishedAt] datetime2 NULL,
        [PublishedBy] uniqueidentifier NULL,
        CONSTRAINT [PK_eula_versions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[firms] (
        [FirmId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [TimeZone] nvarchar(100) NOT NULL,
        [SenderName] nvarchar(200) NOT NULL,
        [ReplyTo] nvarchar(254) NULL,
        CONSTRAINT [PK_firms] PRIMARY KEY ([FirmId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[inbox] (
        [MessageId] uniqueidentifier NOT NULL,
        [Handler] nvarchar(200) NOT NULL,
        [HandledAt] datetime2 NOT NULL,
        CONSTRAINT [PK_inbox] PRIMARY KEY ([MessageId], [Handler])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[outbox] (
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
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[staff] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [FullName] nvarchar(200) NOT NULL,
        [SortName] nvarchar(400) NOT NULL,
        [Email] nvarchar(254) NOT NULL,
        [Active] bit NOT NULL,
        [Deleted] bit NOT NULL,
        CONSTRAINT [PK_staff] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[contacts] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [CustomerId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [FullName] nvarchar(200) NOT NULL,
        [SortName] nvarchar(400) NOT NULL,
        [Email] nvarchar(254) NOT NULL,
        [EmailKey] nvarchar(254) NOT NULL,
        [Language] nvarchar(2) NOT NULL,
        [Login] nvarchar(40) NULL,
        [ValidUntil] date NULL,
        [LoginVersion] bigint NOT NULL,
        CONSTRAINT [PK_contacts] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_contacts_customers_CustomerId] FOREIGN KEY ([CustomerId]) REFERENCES [engagements].[customers] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[engagements] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [CustomerId] uniqueidentifier NOT NULL,
        [CreatorId] uniqueidentifier NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        [Title] nvarchar(200) NOT NULL,
        [SortTitle] nvarchar(400) NOT NULL,
        [SearchText] nvarchar(1000) NOT NULL,
        [ContactId] uniqueidentifier NULL,
        [OwnerId] uniqueidentifier NOT NULL,
        [Package] nvarchar(40) NOT NULL,
        [Connector] nvarchar(40) NULL,
        [ExternalId] nvarchar(100) NULL,
        [Scope] nvarchar(40) NOT NULL,
        [LegalCoverOn] date NULL,
        [LegalCoverBy] uniqueidentifier NULL,
        [LegalCoverNote] nvarchar(500) NULL,
        [FinancialYearStart] int NOT NULL,
        [ReadFrom] date NULL,
        [AcceptedEula] int NOT NULL,
        [DataRequestedAt] datetime2 NULL,
        [ArchivedAt] datetime2 NULL,
        [ArchivedWithCustomer] bit NOT NULL,
        CONSTRAINT [PK_engagements] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_engagements_contacts_ContactId] FOREIGN KEY ([ContactId]) REFERENCES [engagements].[contacts] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_engagements_customers_CustomerId] FOREIGN KEY ([CustomerId]) REFERENCES [engagements].[customers] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE TABLE [engagements].[team_members] (
        [EngagementId] uniqueidentifier NOT NULL,
        [StaffId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_team_members] PRIMARY KEY ([EngagementId], [StaffId]),
        CONSTRAINT [FK_team_members_engagements_EngagementId] FOREIGN KEY ([EngagementId]) REFERENCES [engagements].[engagements] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_contacts_CustomerId_EmailKey] ON [engagements].[contacts] ([CustomerId], [EmailKey]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_customers_FirmId_EnterpriseNumber] ON [engagements].[customers] ([FirmId], [EnterpriseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_customers_FirmId_ResponsibleId] ON [engagements].[customers] ([FirmId], [ResponsibleId]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_customers_FirmId_SortName_Id] ON [engagements].[customers] ([FirmId], [SortName], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_engagements_ContactId] ON [engagements].[engagements] ([ContactId]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_engagements_CustomerId] ON [engagements].[engagements] ([CustomerId]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_engagements_FirmId_CreatorId] ON [engagements].[engagements] ([FirmId], [CreatorId]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_engagements_FirmId_OwnerId] ON [engagements].[engagements] ([FirmId], [OwnerId]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_engagements_FirmId_SortTitle_Id] ON [engagements].[engagements] ([FirmId], [SortTitle], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_eula_acceptances_ContactId] ON [engagements].[eula_acceptances] ([ContactId]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_eula_acceptances_EngagementId_Number] ON [engagements].[eula_acceptances] ([EngagementId], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_eula_versions_FirmId_Number] ON [engagements].[eula_versions] ([FirmId], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [engagements].[inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_ClaimId] ON [engagements].[outbox] ([ClaimId]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_DueAt] ON [engagements].[outbox] ([DueAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_staff_FirmId_SortName] ON [engagements].[staff] ([FirmId], [SortName]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    CREATE INDEX [IX_team_members_StaffId] ON [engagements].[team_members] ([StaffId]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121212214_Initial'
)
BEGIN
    INSERT INTO [engagements].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261121212214_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121235310_NameSearch'
)
BEGIN
    IF OBJECT_ID(N'[engagements].[customers_SearchText_changed]') IS NOT NULL DROP TRIGGER [engagements].[customers_SearchText_changed];
    IF OBJECT_ID(N'[engagements].[customers_SearchText]') IS NOT NULL DROP TABLE [engagements].[customers_SearchText];

    CREATE TABLE [engagements].[customers_SearchText] (
        [FirmId] uniqueidentifier NOT NULL,
        [Trigram] nchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Id] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_customers_SearchText] PRIMARY KEY ([FirmId], [Trigram], [Id]),
        INDEX [IX_customers_SearchText_Id] ([Id])
    );

    -- A trigger must stand alone in its batch, and a script of migrations wraps this text in a condition.
    EXEC(N'CREATE TRIGGER [engagements].[customers_SearchText_changed] ON [engagements].[customers] AFTER INSERT, UPDATE, DELETE AS
    BEGIN
        SET NOCOUNT ON;
        IF EXISTS (SELECT 1 FROM inserted) AND NOT UPDATE([SearchText]) RETURN;

        DELETE trigrams
        FROM [engagements].[customers_SearchText] AS trigrams
        JOIN deleted ON deleted.[Id] = trigrams.[Id];

        WITH digits AS (SELECT digit FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d (digit)),
        positions AS (
            SELECT 1 + a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit AS position
            FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d
            WHERE d.digit < 2
        )
        INSERT INTO [engagements].[customers_SearchText] ([FirmId], [Trigram], [Id])
        SELECT DISTINCT inserted.[FirmId], SUBSTRING(inserted.[SearchText], positions.position, 3) COLLATE Latin1_General_100_BIN2, inserted.[Id]
        FROM inserted
        JOIN positions ON positions.position <= LEN(inserted.[SearchText]) - 2
        WHERE CHARINDEX(N'' '', SUBSTRING(inserted.[SearchText], positions.position, 3)) = 0;
    END');

    -- The trigger indexes the rows that there are. The column may be new in this batch, which would not compile.
    EXEC(N'UPDATE [engagements].[customers] SET [SearchText] = [SearchText]');

END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121235310_NameSearch'
)
BEGIN
    IF OBJECT_ID(N'[engagements].[engagements_SearchText_changed]') IS NOT NULL DROP TRIGGER [engagements].[engagements_SearchText_changed];
    IF OBJECT_ID(N'[engagements].[engagements_SearchText]') IS NOT NULL DROP TABLE [engagements].[engagements_SearchText];

    CREATE TABLE [engagements].[engagements_SearchText] (
        [FirmId] uniqueidentifier NOT NULL,
        [Trigram] nchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Id] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_engagements_SearchText] PRIMARY KEY ([FirmId], [Trigram], [Id]),
        INDEX [IX_engagements_SearchText_Id] ([Id])
    );

    -- A trigger must stand alone in its batch, and a script of migrations wraps this text in a condition.
    EXEC(N'CREATE TRIGGER [engagements].[engagements_SearchText_changed] ON [engagements].[engagements] AFTER INSERT, UPDATE, DELETE AS
    BEGIN
        SET NOCOUNT ON;
        IF EXISTS (SELECT 1 FROM inserted) AND NOT UPDATE([SearchText]) RETURN;

        DELETE trigrams
        FROM [engagements].[engagements_SearchText] AS trigrams
        JOIN deleted ON deleted.[Id] = trigrams.[Id];

        WITH digits AS (SELECT digit FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d (digit)),
        positions AS (
            SELECT 1 + a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit AS position
            FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d
            WHERE d.digit < 2
        )
        INSERT INTO [engagements].[engagements_SearchText] ([FirmId], [Trigram], [Id])
        SELECT DISTINCT inserted.[FirmId], SUBSTRING(inserted.[SearchText], positions.position, 3) COLLATE Latin1_General_100_BIN2, inserted.[Id]
        FROM inserted
        JOIN positions ON positions.position <= LEN(inserted.[SearchText]) - 2
        WHERE CHARINDEX(N'' '', SUBSTRING(inserted.[SearchText], positions.position, 3)) = 0;
    END');

    -- The trigger indexes the rows that there are. The column may be new in this batch, which would not compile.
    EXEC(N'UPDATE [engagements].[engagements] SET [SearchText] = [SearchText]');

END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121235310_NameSearch'
)
BEGIN
    IF OBJECT_ID(N'[engagements].[contacts_SortName_changed]') IS NOT NULL DROP TRIGGER [engagements].[contacts_SortName_changed];
    IF OBJECT_ID(N'[engagements].[contacts_SortName]') IS NOT NULL DROP TABLE [engagements].[contacts_SortName];

    CREATE TABLE [engagements].[contacts_SortName] (
        [FirmId] uniqueidentifier NOT NULL,
        [Trigram] nchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Id] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_contacts_SortName] PRIMARY KEY ([FirmId], [Trigram], [Id]),
        INDEX [IX_contacts_SortName_Id] ([Id])
    );

    -- A trigger must stand alone in its batch, and a script of migrations wraps this text in a condition.
    EXEC(N'CREATE TRIGGER [engagements].[contacts_SortName_changed] ON [engagements].[contacts] AFTER INSERT, UPDATE, DELETE AS
    BEGIN
        SET NOCOUNT ON;
        IF EXISTS (SELECT 1 FROM inserted) AND NOT UPDATE([SortName]) RETURN;

        DELETE trigrams
        FROM [engagements].[contacts_SortName] AS trigrams
        JOIN deleted ON deleted.[Id] = trigrams.[Id];

        WITH digits AS (SELECT digit FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d (digit)),
        positions AS (
            SELECT 1 + a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit AS position
            FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d
            WHERE d.digit < 2
        )
        INSERT INTO [engagements].[contacts_SortName] ([FirmId], [Trigram], [Id])
        SELECT DISTINCT inserted.[FirmId], SUBSTRING(inserted.[SortName], positions.position, 3) COLLATE Latin1_General_100_BIN2, inserted.[Id]
        FROM inserted
        JOIN positions ON positions.position <= LEN(inserted.[SortName]) - 2
        WHERE CHARINDEX(N'' '', SUBSTRING(inserted.[SortName], positions.position, 3)) = 0;
    END');

    -- The trigger indexes the rows that there are. The column may be new in this batch, which would not compile.
    EXEC(N'UPDATE [engagements].[contacts] SET [SortName] = [SortName]');

END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121235310_NameSearch'
)
BEGIN
    IF OBJECT_ID(N'[engagements].[contacts_EmailKey_changed]') IS NOT NULL DROP TRIGGER [engagements].[contacts_EmailKey_changed];
    IF OBJECT_ID(N'[engagements].[contacts_EmailKey]') IS NOT NULL DROP TABLE [engagements].[contacts_EmailKey];

    CREATE TABLE [engagements].[contacts_EmailKey] (
        [FirmId] uniqueidentifier NOT NULL,
        [Trigram] nchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Id] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_contacts_EmailKey] PRIMARY KEY ([FirmId], [Trigram], [Id]),
        INDEX [IX_contacts_EmailKey_Id] ([Id])
    );

    -- A trigger must stand alone in its batch, and a script of migrations wraps this text in a condition.
    EXEC(N'CREATE TRIGGER [engagements].[contacts_EmailKey_changed] ON [engagements].[contacts] AFTER INSERT, UPDATE, DELETE AS
    BEGIN
        SET NOCOUNT ON;
        IF EXISTS (SELECT 1 FROM inserted) AND NOT UPDATE([EmailKey]) RETURN;

        DELETE trigrams
        FROM [engagements].[contacts_EmailKey] AS trigrams
        JOIN deleted ON deleted.[Id] = trigrams.[Id];

        WITH digits AS (SELECT digit FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d (digit)),
        positions AS (
            SELECT 1 + a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit AS position
            FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d
            WHERE d.digit < 2
        )
        INSERT INTO [engagements].[contacts_EmailKey] ([FirmId], [Trigram], [Id])
        SELECT DISTINCT inserted.[FirmId], SUBSTRING(inserted.[EmailKey], positions.position, 3) COLLATE Latin1_General_100_BIN2, inserted.[Id]
        FROM inserted
        JOIN positions ON positions.position <= LEN(inserted.[EmailKey]) - 2
        WHERE CHARINDEX(N'' '', SUBSTRING(inserted.[EmailKey], positions.position, 3)) = 0;
    END');

    -- The trigger indexes the rows that there are. The column may be new in this batch, which would not compile.
    EXEC(N'UPDATE [engagements].[contacts] SET [EmailKey] = [EmailKey]');

END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261121235310_NameSearch'
)
BEGIN
    INSERT INTO [engagements].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261121235310_NameSearch', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122001749_MailTemplates'
)
BEGIN
    CREATE TABLE [engagements].[mail_templates] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Language] nvarchar(2) NOT NULL,
        [Version] bigint NOT NULL,
        [Subject] nvarchar(150) NULL,
        [Body] nvarchar(max) NULL,
        [ChangedAt] datetime2 NOT NULL,
        [ChangedByName] nvarchar(200) NOT NULL,
        CONSTRAINT [PK_mail_templates] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122001749_MailTemplates'
)
BEGIN
    CREATE UNIQUE INDEX [IX_mail_templates_FirmId_Kind_Language] ON [engagements].[mail_templates] ([FirmId], [Kind], [Language]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122001749_MailTemplates'
)
BEGIN
    INSERT INTO [engagements].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261122001749_MailTemplates', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122093720_InformationRequests'
)
BEGIN
    ALTER TABLE [engagements].[engagements] ADD [RequestExpiredAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122093720_InformationRequests'
)
BEGIN
    CREATE TABLE [engagements].[information_requests] (
        [Id] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [EngagementId] uniqueidentifier NOT NULL,
        [ContactId] uniqueidentifier NOT NULL,
        [EmailKey] nvarchar(254) NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [OpenFor] uniqueidentifier NULL,
        [Asks] nvarchar(40) NOT NULL,
        [Done] nvarchar(40) NOT NULL,
        [SentByName] nvarchar(200) NOT NULL,
        [SentAt] datetime2 NOT NULL,
        [ExpiresAt] datetime2 NOT NULL,
        [OpenedAt] datetime2 NULL,
        [RemindedAt] datetime2 NULL,
        [EndedAt] datetime2 NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_information_requests] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122093720_InformationRequests'
)
BEGIN
    CREATE INDEX [IX_information_requests_FirmId_ContactId_State] ON [engagements].[information_requests] ([FirmId], [ContactId], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122093720_InformationRequests'
)
BEGIN
    CREATE INDEX [IX_information_requests_FirmId_EngagementId_SentAt] ON [engagements].[information_requests] ([FirmId], [EngagementId], [SentAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122093720_InformationRequests'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_information_requests_OpenFor] ON [engagements].[information_requests] ([OpenFor]) WHERE "OpenFor" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122093720_InformationRequests'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_information_requests_SentAt] ON [engagements].[information_requests] ([SentAt]) WHERE "OpenFor" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [engagements].[migrations]
    WHERE [MigrationId] = N'20261122093720_InformationRequests'
)
BEGIN
    INSERT INTO [engagements].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261122093720_InformationRequests', N'10.0.14');
END;

COMMIT;
GO

