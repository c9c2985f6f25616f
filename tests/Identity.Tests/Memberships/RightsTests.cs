using Identity.Memberships;
using SharedKernel.Access;
using Testing;

namespace Identity.Tests.Memberships;

/// <summary>The rights in force against the product's own table, cell by cell.</summary>
public sealed class RightsTests(TestHost host) : IClassFixture<TestHost>
{
    // Transcribed from the product description, in its words; the code's table is not used here.
    private const string Product = """
        may                                   | Administrator | Data controller | Manager  | Engagement manager | Relationship manager | Viewer
        SeeCustomers                          | all           | all             | all      | all                | own                  | own
        RefreshData                           | yes           | yes             | yes      | yes                | own                  | no
        DownloadReports                       | yes           | yes             | yes      | yes                | own                  | own
        EditCustomers                         | yes           | yes             | yes      | yes                | own                  | no
        ImportCustomers                       | yes           | yes             | yes      | no                 | no                   | no
        DefineDataFields                      | yes           | yes             | yes      | no                 | no                   | no
        ShareDocuments                        | yes           | yes             | yes      | yes                | own                  | no
        ManagePanels                          | yes           | yes             | no       | no                 | no                   | no
        ErasePersonalData                     | no            | yes             | no       | no                 | no                   | no
        InviteStaff                           | yes           | yes             | yes      | no                 | no                   | no
        ManageStaff                           | yes           | yes             | no       | no                 | no                   | no
        ManageSettings                        | yes           | no              | no       | no                 | no                   | no
        ReadAuditLog                          | yes           | yes             | no       | no                 | no                   | no
        """;

    public static TheoryData<string, string, string> Cells()
    {
        var lines = Product.Split('\n', StringSplitOptions.TrimEntries).Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var cells = new TheoryData<string, string, string>();
        foreach (var row in lines.Skip(1))
        {
            for (var column = 1; column < row.Length; column++)
                cells.Add(row[0], lines[0][column].Replace(" manager", "Manager").Replace(" controller", "Controller"), row[column]);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_profile_type_may_what_the_product_says(string right, string type, string cell)
    {
        var expected = cell switch
        {
            "all" or "yes" => Reach.All,
            "own" => Reach.Own,
            _ => Reach.None,
        };
        Assert.Equal(expected, Enum.Parse<ProfileType>(type).May(Enum.Parse<Right>(right)));
    }

    [Fact]
    public void No_right_and_no_profile_type_is_left_out()
    {
        Assert.Equal(13 * 6, Cells().Count);
        Assert.Equal(Enum.GetValues<Right>().Order(), ProfileTypes.Rights.Order());
        Assert.Equal(6, Enum.GetValues<ProfileType>().Length);
    }

    [Fact]
    public async Task The_page_and_the_api_show_the_table_in_force()
    {
        var browser = await host.People.SignIn(await host.People.Staff(ProfileType.Administrator));

        var page = await browser.Open("/settings/profile-types");
        var rows = page.Document.QuerySelectorAll("tbody tr");
        Assert.Equal(13, rows.Length);
        Assert.All(rows, row => Assert.Equal(7, row.Children.Length));
        var refresh = rows.Single(r => r.TextContent.Contains("Refresh and request data", StringComparison.Ordinal));
        Assert.Equal(["All", "All", "All", "All", "Own", "No"], refresh.QuerySelectorAll(".badge").Select(b => b.TextContent.Trim()));

        var json = await browser.GetJson("/api/identity/profile-types");
        Assert.Equal(13, json.GetArrayLength());
    }

    [Theory]
    [InlineData(ProfileType.Administrator, 6)]
    [InlineData(ProfileType.DataController, 6)]
    [InlineData(ProfileType.Manager, 4)]
    [InlineData(ProfileType.EngagementManager, 0)]
    [InlineData(ProfileType.RelationshipManager, 0)]
    [InlineData(ProfileType.Viewer, 0)]
    public void Nobody_who_only_invites_makes_somebody_more_powerful(ProfileType inviter, int choices)
    {
        Assert.Equal(choices, inviter.MayInvite().Count);
        if (inviter == ProfileType.Manager)
            Assert.DoesNotContain(inviter.MayInvite(), t => t is ProfileType.Administrator or ProfileType.DataController);
    }
}
