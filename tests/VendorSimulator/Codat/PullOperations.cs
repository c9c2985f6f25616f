using VendorSimulator.Books;
using VendorSimulator.Codat.Contracts;
using VendorSimulator.Companies;
using VendorSimulator.State;

namespace VendorSimulator.Codat;

/// <summary>
/// Pull operations follow from the stored refreshes and the clock: nothing runs in the background, so nothing can
/// be lost by a restart.
/// </summary>
internal sealed class PullOperations(SimulatorOptions options, TimeProvider clock)
{
    /// <summary>The data types a refresh of everything fetches.</summary>
    public static readonly IReadOnlyList<string> DataTypes =
    [
        "chartOfAccounts", "company", "customers", "suppliers", "invoices", "bills", "journals", "journalEntries",
        "payments", "billPayments", "balanceSheet", "profitAndLoss",
    ];

    public IEnumerable<PullOperationDto> Of(CompanyView company) => company.Refreshes
        .Reverse()
        .SelectMany(refresh => TypesOf(refresh).Select(type => Operation(company, refresh, type)));

    public PullOperationDto Operation(CompanyView company, RefreshRecord refresh, string dataType)
    {
        var share = Share(refresh);
        var done = share >= 1;
        return new PullOperationDto(
            OperationId(company.Id, refresh, dataType),
            company.Id,
            company.Link!.Id,
            dataType,
            StatusAt(share, refresh.Refused),
            StatusDescription: null,
            done && refresh.Refused ? "The accounting package no longer grants access." : null,
            CodatJson.Moment(refresh.At),
            done ? CodatJson.Moment(refresh.At.AddMilliseconds(options.FetchDelayMilliseconds)) : null,
            done ? 100 : (int)(share * 100),
            IsCompleted: done && !refresh.Refused,
            IsErrored: done && refresh.Refused);
    }

    public DataStatusDto StatusOf(CompanyView company, string dataType)
    {
        var latest = company.Refreshes.LastOrDefault(refresh => Covers(refresh, dataType));
        var good = LastGood(company, dataType);
        return new DataStatusDto(
            dataType,
            good is null ? null : CodatJson.Moment(good.At.AddMilliseconds(options.FetchDelayMilliseconds)),
            latest is null ? "Initial" : StatusAt(Share(latest), latest.Refused),
            latest is null ? null : OperationId(company.Id, latest, dataType),
            good is null ? null : OperationId(company.Id, good, dataType));
    }

    /// <summary>The refresh whose data are read now; null as long as none is complete.</summary>
    public RefreshRecord? LastGood(CompanyView company, string dataType) => company.Refreshes.LastOrDefault(
        refresh => Covers(refresh, dataType) && !refresh.Refused && Share(refresh) >= 1);

    public string? LastSync(CompanyView company)
    {
        var last = company.Refreshes.LastOrDefault(refresh => !refresh.Refused && Share(refresh) >= 1);
        return last is null ? null : CodatJson.Moment(last.At.AddMilliseconds(options.FetchDelayMilliseconds));
    }

    private static IEnumerable<string> TypesOf(RefreshRecord refresh) => refresh.DataType is { } one ? [one] : DataTypes;

    private static bool Covers(RefreshRecord refresh, string dataType) => refresh.DataType is null || refresh.DataType == dataType;

    private static Guid OperationId(Guid companyId, RefreshRecord refresh, string dataType) =>
        DeterministicRandom.StableId(companyId, $"dataset {dataType}", refresh.Number);

    private double Share(RefreshRecord refresh) => options.FetchDelayMilliseconds == 0
        ? 1
        : (clock.GetUtcNow().UtcDateTime - refresh.At).TotalMilliseconds / options.FetchDelayMilliseconds;

    private static string StatusAt(double share, bool refused) => share switch
    {
        < 0.2 => "Queued",
        < 0.7 => "Fetching",
        < 1 => "Processing",
        _ => refused ? "AuthError" : "Complete",
    };
}
