using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SharedKernel.Persistence;

public static class DuplicateKeys
{
    /// <summary>Whether a unique constraint refused the write: somebody else was first, or the same came twice.</summary>
    public static bool IsDuplicateKey(this DbUpdateException trouble) => trouble.InnerException is DbException inner && inner.IsDuplicateKey();

    public static bool IsDuplicateKey(this DbException trouble) => trouble switch
    {
        // 1555 is SQLITE_CONSTRAINT_PRIMARYKEY, 2067 SQLITE_CONSTRAINT_UNIQUE.
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        // 2601 comes from a unique index, 2627 from a constraint.
        SqlException sqlServer => sqlServer.Number is 2601 or 2627,
        _ => false,
    };
}
