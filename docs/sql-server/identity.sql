IF OBJECT_ID(N'[identity].[migrations]') IS NULL
BEGIN
    IF SCHEMA_ID(N'identity') IS NULL EXEC(N'CREATE SCHEMA [identity];');
    CREATE TABLE [identity].[migrations] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK_migrations] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    IF SCHEMA_ID(N'identity') IS NULL EXEC(N'CREATE SCHEMA [identity];');
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[accounts] (
        [Id] uniqueidentifier NOT NULL,
        [Language] nvarchar(2) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [PasswordChangedAt] datetime2 NULL,
        [UserName] nvarchar(254) NOT NULL,
        [NormalizedUserName] nvarchar(254) NOT NULL,
        [Email] nvarchar(254) NOT NULL,
        [NormalizedEmail] nvarchar(254) NOT NULL,
        [EmailConfirmed] bit NOT NULL,
        [PasswordHash] nvarchar(200) NULL,
        [SecurityStamp] nvarchar(40) NULL,
        [ConcurrencyStamp] nvarchar(40) NULL,
        [TwoFactorEnabled] bit NOT NULL,
        CONSTRAINT [PK_accounts] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[ended_contacts] (
        [ContactId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [EndedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_ended_contacts] PRIMARY KEY ([ContactId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[firms] (
        [Id] uniqueidentifier NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [TimeZone] nvarchar(64) NOT NULL,
        [Language] nvarchar(2) NOT NULL,
        [SenderName] nvarchar(200) NOT NULL,
        [ReplyTo] nvarchar(254) NULL,
        [IntroducedOn] date NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        [AdministratorsStamp] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_firms] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[inbox] (
        [MessageId] uniqueidentifier NOT NULL,
        [Handler] nvarchar(200) NOT NULL,
        [HandledAt] datetime2 NOT NULL,
        CONSTRAINT [PK_inbox] PRIMARY KEY ([MessageId], [Handler])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[outbox] (
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
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[protection_keys] (
        [Id] uniqueidentifier NOT NULL,
        [FriendlyName] nvarchar(100) NOT NULL,
        [Xml] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_protection_keys] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[sign_in_tries] (
        [AddressHash] nvarchar(64) NOT NULL,
        [Count] int NOT NULL,
        [LockedUntil] datetime2 NULL,
        [LastAt] datetime2 NOT NULL,
        CONSTRAINT [PK_sign_in_tries] PRIMARY KEY ([AddressHash])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[account_claims] (
        [UserId] uniqueidentifier NOT NULL,
        [ClaimType] nvarchar(100) NOT NULL,
        [ClaimValue] nvarchar(200) NOT NULL,
        CONSTRAINT [PK_account_claims] PRIMARY KEY ([UserId], [ClaimType], [ClaimValue]),
        CONSTRAINT [FK_account_claims_accounts_UserId] FOREIGN KEY ([UserId]) REFERENCES [identity].[accounts] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[account_logins] (
        [LoginProvider] nvarchar(100) NOT NULL,
        [ProviderKey] nvarchar(200) NOT NULL,
        [ProviderDisplayName] nvarchar(200) NULL,
        [UserId] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_account_logins] PRIMARY KEY ([LoginProvider], [ProviderKey]),
        CONSTRAINT [FK_account_logins_accounts_UserId] FOREIGN KEY ([UserId]) REFERENCES [identity].[accounts] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[account_passkeys] (
        [CredentialId] varbinary(800) NOT NULL,
        [UserId] uniqueidentifier NOT NULL,
        [Data] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_account_passkeys] PRIMARY KEY ([CredentialId]),
        CONSTRAINT [FK_account_passkeys_accounts_UserId] FOREIGN KEY ([UserId]) REFERENCES [identity].[accounts] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[account_tokens] (
        [UserId] uniqueidentifier NOT NULL,
        [LoginProvider] nvarchar(100) NOT NULL,
        [Name] nvarchar(100) NOT NULL,
        [Value] nvarchar(max) NULL,
        CONSTRAINT [PK_account_tokens] PRIMARY KEY ([UserId], [LoginProvider], [Name]),
        CONSTRAINT [FK_account_tokens_accounts_UserId] FOREIGN KEY ([UserId]) REFERENCES [identity].[accounts] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[links] (
        [Id] uniqueidentifier NOT NULL,
        [Purpose] nvarchar(40) NOT NULL,
        [AccountId] uniqueidentifier NOT NULL,
        [OwnerId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Address] nvarchar(254) NOT NULL,
        [AskedFor] bit NOT NULL,
        [TokenHash] nvarchar(64) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [ExpiresAt] datetime2 NOT NULL,
        [EndedAt] datetime2 NULL,
        CONSTRAINT [PK_links] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_links_accounts_AccountId] FOREIGN KEY ([AccountId]) REFERENCES [identity].[accounts] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE TABLE [identity].[memberships] (
        [Id] uniqueidentifier NOT NULL,
        [AccountId] uniqueidentifier NOT NULL,
        [FirmId] uniqueidentifier NOT NULL,
        [Side] nvarchar(40) NOT NULL,
        [ProfileType] nvarchar(40) NULL,
        [CustomerId] uniqueidentifier NULL,
        [CustomerName] nvarchar(200) NULL,
        [Name] nvarchar(200) NOT NULL,
        [SortName] nvarchar(200) NOT NULL,
        [ValidUntil] date NULL,
        [Blocked] bit NOT NULL,
        [ActivatedAt] datetime2 NULL,
        [LastSignInAt] datetime2 NULL,
        [InvitedBy] nvarchar(200) NOT NULL,
        [InvitedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        [ContactVersion] bigint NOT NULL,
        [Lapsed] bit NOT NULL,
        CONSTRAINT [PK_memberships] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_memberships_accounts_AccountId] FOREIGN KEY ([AccountId]) REFERENCES [identity].[accounts] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_memberships_firms_FirmId] FOREIGN KEY ([FirmId]) REFERENCES [identity].[firms] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_account_logins_UserId] ON [identity].[account_logins] ([UserId]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_account_passkeys_UserId] ON [identity].[account_passkeys] ([UserId]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_accounts_NormalizedEmail] ON [identity].[accounts] ([NormalizedEmail]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_accounts_NormalizedUserName] ON [identity].[accounts] ([NormalizedUserName]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [identity].[inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_links_AccountId] ON [identity].[links] ([AccountId]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_links_Address_CreatedAt] ON [identity].[links] ([Address], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_links_FirmId_CreatedAt] ON [identity].[links] ([FirmId], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_links_OwnerId_Purpose] ON [identity].[links] ([OwnerId], [Purpose]) WHERE "EndedAt" IS NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_links_TokenHash] ON [identity].[links] ([TokenHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_memberships_AccountId_FirmId] ON [identity].[memberships] ([AccountId], [FirmId]) WHERE "ProfileType" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_memberships_FirmId_Side_SortName_Id] ON [identity].[memberships] ([FirmId], [Side], [SortName], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_memberships_ValidUntil] ON [identity].[memberships] ([ValidUntil]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_ClaimId] ON [identity].[outbox] ([ClaimId]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_DueAt] ON [identity].[outbox] ([DueAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    CREATE INDEX [IX_sign_in_tries_LastAt] ON [identity].[sign_in_tries] ([LastAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121211939_Initial'
)
BEGIN
    INSERT INTO [identity].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261121211939_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121235306_NameSearch'
)
BEGIN
    ALTER TABLE [identity].[memberships] ADD [SearchText] nvarchar(500) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121235306_NameSearch'
)
BEGIN
    EXEC(N'UPDATE identity.memberships SET "SearchText" = CONCAT(
        "SortName", '' '', (SELECT account."NormalizedEmail" FROM identity.accounts AS account WHERE account."Id" = "AccountId"))');
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121235306_NameSearch'
)
BEGIN
    IF OBJECT_ID(N'[identity].[memberships_SearchText_changed]') IS NOT NULL DROP TRIGGER [identity].[memberships_SearchText_changed];
    IF OBJECT_ID(N'[identity].[memberships_SearchText]') IS NOT NULL DROP TABLE [identity].[memberships_SearchText];

    CREATE TABLE [identity].[memberships_SearchText] (
        [FirmId] uniqueidentifier NOT NULL,
        [Trigram] nchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Id] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_memberships_SearchText] PRIMARY KEY ([FirmId], [Trigram], [Id]),
        INDEX [IX_memberships_SearchText_Id] ([Id])
    );

    -- A trigger must stand alone in its batch, and a script of migrations wraps this text in a condition.
    EXEC(N'CREATE TRIGGER [identity].[memberships_SearchText_changed] ON [identity].[memberships] AFTER INSERT, UPDATE, DELETE AS
    BEGIN
        SET NOCOUNT ON;
        IF EXISTS (SELECT 1 FROM inserted) AND NOT UPDATE([SearchText]) RETURN;

        DELETE trigrams
        FROM [identity].[memberships_SearchText] AS trigrams
        JOIN deleted ON deleted.[Id] = trigrams.[Id];

        WITH digits AS (SELECT digit FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d (digit)),
        positions AS (
            SELECT 1 + a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit AS position
            FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d
            WHERE d.digit < 2
        )
        INSERT INTO [identity].[memberships_SearchText] ([FirmId], [Trigram], [Id])
        SELECT DISTINCT inserted.[FirmId], SUBSTRING(inserted.[SearchText], positions.position, 3) COLLATE Latin1_General_100_BIN2, inserted.[Id]
        FROM inserted
        JOIN positions ON positions.position <= LEN(inserted.[SearchText]) - 2
        WHERE CHARINDEX(N'' '', SUBSTRING(inserted.[SearchText], positions.position, 3)) = 0;
    END');

    -- The trigger indexes the rows that there are. The column may be new in this batch, which would not compile.
    EXEC(N'UPDATE [identity].[memberships] SET [SearchText] = [SearchText]');

END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261121235306_NameSearch'
)
BEGIN
    INSERT INTO [identity].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261121235306_NameSearch', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261122094630_Trials'
)
BEGIN
    ALTER TABLE [identity].[firms] ADD [TrialUntil] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261122094630_Trials'
)
BEGIN
    CREATE TABLE [identity].[trials] (
        [Id] uniqueidentifier NOT NULL,
        [FirmName] nvarchar(200) NOT NULL,
        [PersonName] nvarchar(200) NOT NULL,
        [Email] nvarchar(254) NOT NULL,
        [Address] nvarchar(254) NOT NULL,
        [Phone] nvarchar(15) NOT NULL,
        [Country] nvarchar(2) NOT NULL,
        [EnterpriseNumber] nvarchar(20) NOT NULL,
        [Language] nvarchar(2) NOT NULL,
        [NoticeVersion] int NOT NULL,
        [TokenHash] nvarchar(64) NOT NULL,
        [AskedAt] datetime2 NOT NULL,
        [ExpiresAt] datetime2 NOT NULL,
        [FirmId] uniqueidentifier NULL,
        [StartedAt] datetime2 NULL,
        CONSTRAINT [PK_trials] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261122094630_Trials'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_trials_Address] ON [identity].[trials] ([Address]) WHERE "FirmId" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261122094630_Trials'
)
BEGIN
    CREATE INDEX [IX_trials_Address_AskedAt] ON [identity].[trials] ([Address], [AskedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261122094630_Trials'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_trials_Country_EnterpriseNumber] ON [identity].[trials] ([Country], [EnterpriseNumber]) WHERE "FirmId" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261122094630_Trials'
)
BEGIN
    CREATE INDEX [IX_trials_ExpiresAt] ON [identity].[trials] ([ExpiresAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261122094630_Trials'
)
BEGIN
    CREATE UNIQUE INDEX [IX_trials_TokenHash] ON [identity].[trials] ([TokenHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [identity].[migrations]
    WHERE [MigrationId] = N'20261122094630_Trials'
)
BEGIN
    INSERT INTO [identity].[migrations] ([MigrationId], [ProductVersion])
    VALUES (N'20261122094630_Trials', N'10.0.14');
END;

COMMIT;
GO

