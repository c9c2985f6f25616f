using DataRefresh.Connectors;
using DataRefresh.Contracts;
using DataRefresh.Dashboard;
using DataRefresh.Imports;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Uploads;

/// <summary>Makes a snapshot of a file's rows: the data set that it is, what follows from it, and what does not tie out.</summary>
internal sealed class UploadSnapshot(DataRefreshDb db, SnapshotWriter writer, TrialBalanceSnapshot trialBalance)
{
    /// <summary>Writes the parts. They belong to nothing until <see cref="Store"/>.</summary>
    public async Task<(List<SnapshotPart> Parts, List<TieOutWarning> Marks)> Write(Upload upload, DateOnly yearStart, Import import, ImportRun run, CancellationToken token)
    {
        var parts = new List<SnapshotPart> { await Part(import.Set, run.Rows(token)) };
        if (!run.Preview.IsClean)
            return (parts, []);
        foreach (var (set, rows) in import.Beside())
            parts.Add(await Part(set, rows));

        var marks = import.Marks.ToList();
        if (upload.Kind == UploadKind.Ledger)
        {
            var year = new OrganisationRow("", null, null, null, null, yearStart, null);
            var (derived, found) = await trialBalance.Write(upload.FirmId, upload.From, upload.To, parts, token, year);
            parts.Add(derived);
            // The lines of an entry need not follow each other in a file, which is how those are counted.
            marks.AddRange(found.Where(mark => mark.Code != TrialBalanceTieOut.EntriesUnbalanced));
        }

        return (parts, marks);

        Task<SnapshotPart> Part(DataSet set, IEnumerable<object> rows) => writer.Write(
            upload.FirmId,
            set,
            async sink =>
            {
                foreach (var row in rows)
                    await Add(sink, row, token);
                return DataSetState.Stored;
            },
            token);
    }

    /// <summary>The one place where uploaded data arrives: the snapshot, and what the engagement's row tells of it.</summary>
    public Snapshot Store(Upload upload, EngagementRow row, DateOnly from, IEnumerable<SnapshotPart> parts, List<TieOutWarning> marks, DateTimeOffset now)
    {
        var snapshot = Snapshot.Of(upload.FirmId, upload.EngagementId, now, from, upload.To, parts, marks, uploadId: upload.Id);
        db.Snapshots.Add(snapshot);
        row.Uploaded(now, snapshot.Id, from, upload.To);
        db.Announce(new DataStored(upload.FirmId, upload.EngagementId, now));
        return snapshot;
    }

    private static ValueTask Add(IRowSink sink, object row, CancellationToken token) => row switch
    {
        LedgerRow line => sink.Add(line, token),
        TrialBalanceRow balance => sink.Add(balance, token),
        InvoiceRow invoice => sink.Add(invoice, token),
        AccountRow account => sink.Add(account, token),
        PartyRow party => sink.Add(party, token),
        AgedBalanceRow aged => sink.Add(aged, token),
        _ => throw new NotSupportedException($"{row.GetType().Name} is not a row that files have."),
    };
}
