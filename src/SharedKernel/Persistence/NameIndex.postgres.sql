DROP INDEX IF EXISTS "{schema}"."{index}";

-- Both come with the server (Debian: in the package itself) and are trusted: the owner of the database may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
-- Names change seldom and are sought often: no list of pending entries that each search would read.
CREATE INDEX "{index}" ON "{schema}"."{table}" USING gin ("FirmId", "{column}" gin_trgm_ops) WITH (fastupdate = off);
