using DataRefresh.Connectors;
using DataRefresh.Dashboard;
using DataRefresh.Imports;
using DataRefresh.Snapshots;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SharedKernel.Results;

namespace DataRefresh.Uploads;

/// <summary>Reads the file of an upload. What is wrong with a file becomes a failure in words that name the place.</summary>
internal sealed class UploadReading(DataRefreshDb db, UploadFiles files, SnapshotReader snapshots, IOptions<ReadLimits> limits, IStringLocalizer<Text> words)
{
    /// <summary>Reading takes a processor and up to some hundred megabytes: as many at a time as a host bears.</summary>
    private static readonly SemaphoreSlim Turns = new(2);

    public async Task<Result<T>> Use<T>(Upload upload, Func<SheetFile, Task<T>> read, CancellationToken token)
    {
        await Turns.WaitAsync(token);
        try
        {
            using var file = SheetFile.Open(files.Open(upload), upload.FileName, limits.Value);
            return await read(file);
        }
        catch (UnreadableFileException trouble)
        {
            return new Failure(trouble.Fault.Code, StatusCodes.Status422UnprocessableEntity, Say(trouble.Fault));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or BlobDamagedException)
        {
            return Failure.Conflict("upload-gone", words["FileFault_gone"]);
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>A reading of the file by its present layout and mapping.</summary>
    /// <param name="found">Gets every fault.</param>
    public async Task<(Import Import, ImportRun Run)> Begin(Upload upload, EngagementRow row, SheetFile file, Action<RowFault>? found, CancellationToken token)
    {
        var known = new KnownNames(await Newest<AccountRow>(upload, DataSet.Accounts, token), upload.Kind switch
        {
            UploadKind.SalesInvoices => await Newest<PartyRow>(upload, DataSet.Customers, token),
            UploadKind.PurchaseInvoices => await Newest<PartyRow>(upload, DataSet.Suppliers, token),
            _ => [],
        });
        var import = Import.Of(upload.Kind, new ImportPeriod(upload.From, upload.To, YearStart(row, upload.To)), known, limits.Value);
        var look = FileLook.At(file, UploadJson.LayoutOf(upload));
        return (import, new ImportRun(file, look, UploadJson.MappingOf(upload), import) { Found = found });
    }

    /// <summary>First day of the engagement's financial year that holds the day.</summary>
    public static DateOnly YearStart(EngagementRow row, DateOnly day) =>
        new(day.Month >= row.FinancialYearStart ? day.Year : day.Year - 1, row.FinancialYearStart, 1);

    private string Say(FileFault fault)
    {
        var sentence = words[$"FileFault_{fault.Code}"].Value;
        return (fault.Row, fault.Column) switch
        {
            ({ } row, { } column) => $"{sentence} {words["FileFault_Place", row, ColumnLetters.Of(column)]}",
            ({ } row, null) => $"{sentence} {words["FileFault_Row", row]}",
            _ => sentence,
        };
    }

    private async Task<IReadOnlyCollection<TRow>> Newest<TRow>(Upload upload, DataSet set, CancellationToken token)
        where TRow : class
    {
        var part = await (
            from snapshot in db.Snapshots
            join stored in db.SnapshotParts on snapshot.Id equals stored.SnapshotId
            where snapshot.EngagementId == upload.EngagementId && stored.DataSet == set && stored.State == DataSetState.Stored
            orderby snapshot.TakenAt descending
            select stored).AsNoTracking().FirstOrDefaultAsync(token);
        return part is null ? [] : await snapshots.Read<TRow>(upload.FirmId, new SnapshotPart(set, part.State, part.Hash, part.Rows, part.Bytes), token).ToListAsync(token);
    }
}
