using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Testing;

/// <summary>Every statement that the modules' contexts sent, so that a test can bound how many a page needs.</summary>
public sealed class Queries : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> sent = [];
    private ConcurrentQueue<QueryPlan>? plans;
    private bool avoidScans;

    public int Count => sent.Count;

    /// <summary>The statements that were sent while <paramref name="act"/> ran.</summary>
    public async Task<IReadOnlyList<string>> During(Func<Task> act)
    {
        var before = sent.Count;
        await act();
        return [.. sent.Skip(before)];
    }

    /// <summary>How the engine went about each question that it was asked while <paramref name="act"/> ran.</summary>
    /// <param name="withoutScans">
    /// PostgreSQL reads a small table rather than its index: whether it could do without shows when it is asked to.
    /// </param>
    public async Task<IReadOnlyList<QueryPlan>> PlansDuring(Func<Task> act, bool withoutScans = false)
    {
        plans = [];
        avoidScans = withoutScans;
        await act();
        var explained = plans;
        plans = null;
        return [.. explained];
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        sent.Enqueue(command.CommandText);
        if (plans is { } explained && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            explained.Enqueue(await Explain(command, avoidScans, cancellationToken));
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        sent.Enqueue(command.CommandText);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        sent.Enqueue(command.CommandText);
        return base.ScalarExecutingAsync(command, eventData, result, cancellationToken);
    }

    private static async Task<QueryPlan> Explain(DbCommand command, bool avoidScans, CancellationToken token)
    {
        var question = command.CommandText;
        var postgres = command is NpgsqlCommand;
        command.CommandText = $"{(postgres ? "EXPLAIN" : "EXPLAIN QUERY PLAN")} {question}";
        if (postgres)
            await Set(command, $"SET enable_seqscan = {(avoidScans ? "off" : "on")}", token);
        var steps = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(token))
        {
            while (await reader.ReadAsync(token))
                steps.Add(reader.GetString(postgres ? 0 : 3));
        }

        command.CommandText = question;
        return new QueryPlan(question, steps);
    }

    private static async Task Set(DbCommand command, string sql, CancellationToken token)
    {
        await using var set = command.Connection!.CreateCommand();
        (set.CommandText, set.Transaction) = (sql, command.Transaction);
        await set.ExecuteNonQueryAsync(token);
    }
}

/// <summary>A question and the engine's steps to its answer, as the engine tells them.</summary>
public sealed record QueryPlan(string Question, IReadOnlyList<string> Steps)
{
    /// <summary>Whether it reads a table from one end to the other; SQLite tells by the alias, which begins with the same letter.</summary>
    public bool Scans(string table) => Steps.Any(s =>
        s.Contains($"Seq Scan on {table} ", StringComparison.Ordinal)
        || (Regex.Match(s, @"^SCAN ([a-z]\d*)( USING|$)") is { Success: true } scan && Question.Contains($"\"{table}\" AS \"{scan.Groups[1].Value}\"", StringComparison.Ordinal)));

    /// <summary>Whether it reads all rows of the firm, in whatever order.</summary>
    public bool WalksThroughTheFirm => Steps.Any(s => s.EndsWith("(FirmId=?)", StringComparison.Ordinal));

    /// <summary>Whether it puts all that it found in order, because no index has that order.</summary>
    public bool Sorts => Steps.Any(s =>
        s.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal) || s.TrimStart(' ', '-', '>').StartsWith("Sort ", StringComparison.Ordinal) || s.Contains("Incremental Sort", StringComparison.Ordinal));

    public bool Uses(string index) => Steps.Any(s => s.Contains(index, StringComparison.Ordinal));

    public override string ToString() => $"{Question}\n{string.Join('\n', Steps.Select(s => "    " + s))}\n";
}
