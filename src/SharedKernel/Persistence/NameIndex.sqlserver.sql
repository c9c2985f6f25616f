IF OBJECT_ID(N'[{schema}].[{index}_changed]') IS NOT NULL DROP TRIGGER [{schema}].[{index}_changed];
IF OBJECT_ID(N'[{schema}].[{index}]') IS NOT NULL DROP TABLE [{schema}].[{index}];

CREATE TABLE [{schema}].[{index}] (
    [FirmId] uniqueidentifier NOT NULL,
    [Trigram] nchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Id] uniqueidentifier NOT NULL,
    CONSTRAINT [PK_{index}] PRIMARY KEY ([FirmId], [Trigram], [Id]),
    INDEX [IX_{index}_Id] ([Id])
);

-- A trigger must stand alone in its batch, and a script of migrations wraps this text in a condition.
EXEC(N'CREATE TRIGGER [{schema}].[{index}_changed] ON [{schema}].[{table}] AFTER INSERT, UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM inserted) AND NOT UPDATE([{column}]) RETURN;

    DELETE trigrams
    FROM [{schema}].[{index}] AS trigrams
    JOIN deleted ON deleted.[{key}] = trigrams.[Id];

    WITH digits AS (SELECT digit FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d (digit)),
    positions AS (
        SELECT 1 + a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit AS position
        FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d
        WHERE d.digit < 2
    )
    INSERT INTO [{schema}].[{index}] ([FirmId], [Trigram], [Id])
    SELECT DISTINCT inserted.[FirmId], SUBSTRING(inserted.[{column}], positions.position, 3) COLLATE Latin1_General_100_BIN2, inserted.[{key}]
    FROM inserted
    JOIN positions ON positions.position <= LEN(inserted.[{column}]) - 2
    WHERE CHARINDEX(N'' '', SUBSTRING(inserted.[{column}], positions.position, 3)) = 0;
END');

-- The trigger indexes the rows that there are. The column may be new in this batch, which would not compile.
EXEC(N'UPDATE [{schema}].[{table}] SET [{column}] = [{column}]');
