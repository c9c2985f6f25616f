namespace Architecture.Tests.Rules;

/// <summary>
/// Rule 6. What goes round the firm filter, by ignoring it or by SQL of its own, is named here with the reason why it may.
/// </summary>
public sealed class FilterBypass
{
    private static readonly string[] Ways = ["IgnoreQueryFilters", "FromSql", "SqlQuery", "ExecuteSql", "ExecuteNonQuery", "ExecuteReader", "ExecuteScalar"];

    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["Identity.IdentityDb"] = "who signs in or follows a link has no firm yet; its …Everywhere queries start from one account or link",
        ["DataRefresh.Refreshes.RefreshEngine"] = "claims the work of all firms, then enters the firm of each",
        ["DataRefresh.Refreshes.SetInsert`1"] = "inserts what a filtered query selects",
        ["DataRefresh.Connections.LinkWatch"] = "looks for pending links of all firms, then enters the firm of each",
        ["Engagements.Requests.RequestReminders"] = "looks for requests of all firms that are due, then enters the firm of each",
        ["DataRefresh.Uploads.UploadSweep"] = "discards what all firms left lying, and deletes files that no upload needs",
        ["DataRefresh.Demo.DemoConnections"] = "fills every demo firm",
        ["SharedKernel.Persistence.NameSearch"] = "looks keys up in an index of names, by word and firm, to narrow a filtered query",
        ["SharedKernel.Modules.ModuleRegistration"] = "tells SQLite's planner how large tables are; reads no row",
        ["Engagements.Demo.DemoCustomers"] = "fills every demo firm",
    };

    [Fact]
    public void The_firm_filter_is_passed_by_only_where_this_list_allows_it() => Rule.Holds(Types, Offenders);

    [Fact]
    public void Ignoring_the_filters_elsewhere_is_refused() =>
        Rule.Refuses([Code.Sample(typeof(Rooms.Peephole))], Offenders, "Rooms.Peephole calls IgnoreQueryFilters");

    [Fact]
    public void SQL_of_its_own_elsewhere_is_refused() =>
        Rule.Refuses([Code.Sample(typeof(Rooms.Chisel))], Offenders, "Rooms.Chisel calls ExecuteSqlAsync");

    [Fact]
    public void The_list_names_no_place_that_does_not_need_it() =>
        Assert.Empty(Allowed.Keys.Except(Types.Where(t => t.Calls().Any(PassesBy)).Select(t => t.Place())));

    private static IReadOnlyList<TypeDefinition> Types => [.. Code.All.Written().Where(t => !t.IsNested)];

    private static IEnumerable<string> Offenders(IReadOnlyCollection<TypeDefinition> types) =>
        from type in types
        where !Allowed.ContainsKey(type.Place())
        from call in type.Calls().Where(PassesBy)
        select $"{type.Place()} calls {call.Name}";

    private static bool PassesBy(MethodReference call) => Ways.Any(way => call.Name.StartsWith(way, StringComparison.Ordinal));
}
