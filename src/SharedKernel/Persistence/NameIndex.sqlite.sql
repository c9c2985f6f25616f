DROP TRIGGER IF EXISTS "{index}_inserted";
DROP TRIGGER IF EXISTS "{index}_updated";
DROP TRIGGER IF EXISTS "{index}_deleted";
DROP TABLE IF EXISTS "{index}";
DROP TABLE IF EXISTS "{index}_rows";

-- FTS5 knows rows by number, and VACUUM may change the numbers of a table whose key is no integer.
CREATE TABLE "{index}_rows" (
    "Number" INTEGER PRIMARY KEY,
    "Id" TEXT NOT NULL UNIQUE,
    "FirmId" TEXT NOT NULL
);
CREATE VIRTUAL TABLE "{index}" USING fts5("Text", content='', contentless_delete=1, tokenize='trigram case_sensitive 1');

INSERT INTO "{index}_rows" ("Id", "FirmId") SELECT "{key}", "FirmId" FROM "{table}";
INSERT INTO "{index}" (rowid, "Text")
SELECT r."Number", t."{column}" FROM "{table}" AS t JOIN "{index}_rows" AS r ON r."Id" = t."{key}";

CREATE TRIGGER "{index}_inserted" AFTER INSERT ON "{table}" BEGIN
    INSERT INTO "{index}_rows" ("Id", "FirmId") VALUES (NEW."{key}", NEW."FirmId");
    INSERT INTO "{index}" (rowid, "Text")
    SELECT "Number", NEW."{column}" FROM "{index}_rows" WHERE "Id" = NEW."{key}";
END;
CREATE TRIGGER "{index}_updated" AFTER UPDATE OF "{column}" ON "{table}" WHEN NEW."{column}" <> OLD."{column}" BEGIN
    UPDATE "{index}" SET "Text" = NEW."{column}"
    WHERE rowid = (SELECT "Number" FROM "{index}_rows" WHERE "Id" = NEW."{key}");
END;
CREATE TRIGGER "{index}_deleted" AFTER DELETE ON "{table}" BEGIN
    DELETE FROM "{index}" WHERE rowid = (SELECT "Number" FROM "{index}_rows" WHERE "Id" = OLD."{key}");
    DELETE FROM "{index}_rows" WHERE "Id" = OLD."{key}";
END;
