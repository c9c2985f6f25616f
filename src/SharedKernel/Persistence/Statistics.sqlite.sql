-- SQLite's planner takes every index for a very good one until it is told otherwise, and would walk through all rows of
-- a firm rather than look up the few that a search has found. The same figures everywhere make the same plans everywhere.
-- Whoever runs ANALYZE replaces them by measured ones.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat)
SELECT tables.name, indexes.name, '1000000 ' || (
    SELECT group_concat(
        CASE
            WHEN indexes."unique" AND columns.seqno = (SELECT MAX(seqno) FROM pragma_index_info(indexes.name)) THEN 1
            WHEN columns.name = 'FirmId' THEN 1000
            ELSE 10
        END, ' ')
    FROM (SELECT * FROM pragma_index_info(indexes.name) ORDER BY seqno) AS columns)
FROM sqlite_schema AS tables JOIN pragma_index_list(tables.name) AS indexes
WHERE tables.type = 'table' AND NOT EXISTS (SELECT 1 FROM sqlite_stat1 WHERE idx = indexes.name);
ANALYZE sqlite_schema;
