using System.Text.Json;
using DataRefresh.Connectors;
using DataRefresh.Connectors.Codat;
using DataRefresh.Snapshots;
using DataRefresh.Tests.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Tests.Connectors;

[Collection(UsesCodatSimulator.Name)]
public sealed class CodatTrialBalanceTests(CodatSimulator simulator) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public async Task The_derived_trial_balance_is_that_of_the_books_and_ties_out(int company)
    {
        var (pull, parts, part, warnings) = await Snapshot(CodatSimulator.CompanyOf(company));

        Assert.Empty(warnings);
        Assert.Equal(DataSetState.Stored, part.State);
        var derived = await folder.Rows<TrialBalanceRow>(part);
        var organisation = (await folder.Rows<OrganisationRow>(parts.Single(one => one.DataSet == DataSet.Organisation))).Single();
        var truth = await simulator.Books(CodatSimulator.CompanyOf(company), TrialBalance.YearStart(organisation, pull.To), pull.To);
        Assert.Equal(Lines(truth), derived.Select(row => (row.Code, row.Opening, row.Debit, row.Credit, row.Closing)));
        Assert.Equal(0, derived.Sum(row => row.Opening));
        Assert.Equal(derived.Sum(row => row.Debit), derived.Sum(row => row.Credit));
    }

    private static IEnumerable<(string?, decimal, decimal, decimal, decimal)> Lines(JsonElement truth) =>
        from line in truth.GetProperty("lines").EnumerateArray()
        let code = line.GetProperty("code").GetString()
        let amounts = (Opening: Amount(line, "opening"), Debit: Amount(line, "debit"), Credit: Amount(line, "credit"))
        where amounts != (0, 0, 0)
        orderby code
        select (code, amounts.Opening, amounts.Debit, amounts.Credit, Amount(line, "closing"));

    private static decimal Amount(JsonElement line, string name) => line.GetProperty(name).GetDecimal();

    private async Task<(Pull, List<SnapshotPart>, SnapshotPart, IReadOnlyList<TieOutWarning>)> Snapshot(string company)
    {
        await using var codat = new CodatUnderTest(simulator.Api);
        var pull = CodatUnderTest.PullOf(company, Enum.GetValues<DataSet>());
        var ready = await codat.Connector.Prepare(pull, default);
        var parts = new List<SnapshotPart>();
        foreach (var set in pull.DataSets.Where(set => ready[set].State == DataSetState.Pending))
            parts.Add(await folder.Writer.Write(folder.Firm, set, rows => codat.Connector.Fetch(pull, set, rows, default), default));
        var (part, warnings) = await new TrialBalanceSnapshot(folder.Reader, folder.Writer).Write(folder.Firm, pull.From, pull.To, parts, default);
        return (pull, parts, part, warnings);
    }
}
