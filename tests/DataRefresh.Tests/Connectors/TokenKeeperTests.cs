using DataRefresh.Connectors;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Connectors.Xero;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SharedKernel.Persistence;
using Testing;

namespace DataRefresh.Tests.Connectors;

/// <summary>Two hosts on one database, and a vendor that counts.</summary>
public sealed class TokenKeeperTests : IAsyncLifetime
{
    private const int Workers = 100;
    private readonly TokenHolder holder = new(Guid.CreateVersion7(), Guid.CreateVersion7());
    private TokenVendor vendor = null!;
    private TestHost one = null!;
    private TestHost two = null!;

    public async Task InitializeAsync()
    {
        vendor = await TokenVendor.Start();
        one = new TestHost { Settings = Xero([]) };
        var (storage, database) = (one.Services.GetRequiredService<IOptions<StorageOptions>>().Value, one.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        two = new TestHost
        {
            Settings = Xero(new()
            {
                ["Storage:Directory"] = storage.Directory,
                ["Database:Provider"] = $"{database.Provider}",
                ["Database:ConnectionString"] = database.ConnectionString ?? "",
            }),
        };
        await Store("access-0", "refresh-0", expired: true);
    }

    public async Task DisposeAsync()
    {
        two.Server.Dispose();
        await one.DisposeAsync();
        await vendor.DisposeAsync();
    }

    [Fact]
    public async Task A_hundred_workers_on_two_hosts_make_one_call_and_all_use_what_was_saved()
    {
        Guid? savedBefore = null;
        vendor.Meanwhile = async () => savedBefore = (await Row()).Version;

        var tokens = await Task.WhenAll(Everybody());

        Assert.Equal(["refresh-0"], vendor.Asked);
        var row = await Row();
        Assert.All(tokens, token => Assert.Equal(("access-1", row.Version), (token.Secret, token.Version)));
        Assert.NotEqual(savedBefore, row.Version);
        Assert.Null(row.LeaseUntil);
        await Task.WhenAll(Everybody());
        Assert.Single(vendor.Asked);
    }

    [Fact]
    public async Task A_new_token_is_in_the_database_before_anybody_has_it()
    {
        var seen = await Task.WhenAll(Enumerable.Range(0, Workers).Select(async i =>
        {
            var token = await Live(i % 2 == 0 ? one : two);
            return (token.Version, Saved: (await Row()).Version);
        }));

        Assert.All(seen, pair => Assert.Equal(pair.Version, pair.Saved));
    }

    [Fact]
    public async Task A_refused_grant_is_asked_for_once_by_all_and_by_nobody_ever_after()
    {
        vendor.Good.Clear();

        var faults = await Task.WhenAll(Everybody().Select(Fault));

        Assert.Single(vendor.Asked);
        Assert.All(faults, fault => Assert.Equal((Trouble.GrantRevoked, "grant-revoked"), (fault.Trouble, fault.Code)));
        var row = await Row();
        Assert.NotNull(row.RefusedAt);
        Assert.Empty(row.Sealed);
        Assert.Equal("grant-revoked", (await Fault(Live(two))).Code);
        Assert.Single(vendor.Asked);
    }

    [Theory]
    [InlineData(503, "", Trouble.Unavailable, "vendor-unavailable")]
    [InlineData(401, "invalid_client", Trouble.AppRefused, "connector-app-refused")]
    [InlineData(400, "unauthorized_client", Trouble.AppRefused, "connector-app-refused")]
    [InlineData(404, "", Trouble.BadAnswer, "vendor-refused-request")]
    public async Task What_is_wrong_with_the_vendor_or_the_registration_costs_no_customer_the_grant(int status, string error, object trouble, string code)
    {
        vendor.Refuses = (status, error);

        var faults = await Task.WhenAll(Everybody().Select(Fault));

        Assert.All(faults, fault => Assert.Equal(trouble, fault.Trouble));
        Assert.Contains(faults, fault => fault.Code == code);
        // One for each host at most: nobody repeats what somebody else has just tried in vain.
        Assert.InRange(vendor.Asked.Count, 1, 2);
        Assert.Null((await Row()).RefusedAt);

        vendor.Refuses = null;
        Assert.Equal("access-1", (await Live(two)).Secret);
    }

    [Fact]
    public async Task While_a_claim_holds_others_wait_and_when_its_host_died_the_old_token_is_tried_once()
    {
        await Claimed(one.Clock.Now.AddSeconds(3));
        var started = one.Clock.Now;

        var tokens = await Task.WhenAll(Everybody());

        Assert.True(one.Clock.Now - started >= TimeSpan.FromSeconds(2.5));
        Assert.Equal(["refresh-0"], vendor.Asked);
        Assert.All(tokens, token => Assert.Equal("access-1", token.Secret));
    }

    [Fact]
    public async Task When_the_host_died_and_the_vendor_allows_no_second_use_the_grant_is_over_and_nobody_loops()
    {
        vendor.Good.Clear();
        await Claimed(one.Clock.Now.AddSeconds(-1));

        var faults = await Task.WhenAll(Everybody().Select(Fault));

        Assert.All(faults, fault => Assert.Equal(Trouble.GrantRevoked, fault.Trouble));
        Assert.Single(vendor.Asked);
    }

    [Fact]
    public async Task A_host_whose_claim_ran_out_saves_nothing_over_the_one_who_came_after()
    {
        // The first answer takes so long that the claim is taken over meanwhile.
        var isFirst = true;
        vendor.Meanwhile = async () =>
        {
            if (!isFirst)
                return;
            isFirst = false;
            await Claimed(one.Clock.Now.AddSeconds(-1));
            await Live(two);
        };

        var late = await Live(one);

        Assert.Equal(2, vendor.Asked.Count);
        var row = await Row();
        Assert.Equal(row.Version, late.Version);
        Assert.Equal((await Live(two)).Secret, late.Secret);
    }

    [Fact]
    public async Task A_token_that_the_vendor_does_not_take_is_renewed_once_for_all_who_met_that()
    {
        await Store("access-0", "refresh-0", expired: false);
        var refused = (await Live(one)).Version;
        Assert.Empty(vendor.Asked);

        var tokens = await Task.WhenAll(Enumerable.Range(0, Workers).Select(i => Live(i % 2 == 0 ? one : two, refused)));

        Assert.Single(vendor.Asked);
        Assert.All(tokens, token => Assert.Equal("access-1", token.Secret));
    }

    [Fact]
    public async Task Tokens_of_one_firm_do_not_open_for_another_or_for_another_engagement()
    {
        await Store("access-0", "refresh-0", expired: false);
        var row = await Row();
        var other = new TokenHolder(Guid.CreateVersion7(), Guid.CreateVersion7());
        await one.With<DataRefreshDb>(
            async db =>
            {
                db.ConnectionTokens.Add(ConnectionTokens.Granted(other.FirmId, other.EngagementId, row.Sealed, row.ExpiresAt));
                await db.SaveChangesAsync();
            },
            other.FirmId);

        var fault = await Fault(one.Services.GetRequiredService<TokenKeeper>().Live(other, Endpoint(one), null, default));

        Assert.Equal((Trouble.NotSetUp, "credentials-missing"), (fault.Trouble, fault.Code));
    }

    private static async Task<ConnectorException> Fault(Task<LiveToken> asked) => await Assert.ThrowsAsync<ConnectorException>(() => asked);

    private static TokenEndpoint Endpoint(TestHost host) => host.Services.GetRequiredKeyedService<TokenEndpoint>("xero");

    private IEnumerable<Task<LiveToken>> Everybody() => Enumerable.Range(0, Workers).Select(i => Task.Run(() => Live(i % 2 == 0 ? one : two)));

    private Task<LiveToken> Live(TestHost host, Guid? refused = null) =>
        host.Services.GetRequiredService<TokenKeeper>().Live(holder, Endpoint(host), refused, default);

    private Task<ConnectionTokens> Row() => one.With<DataRefreshDb, ConnectionTokens>(
        db => db.ConnectionTokens.AsNoTracking().SingleAsync(t => t.EngagementId == holder.EngagementId), holder.FirmId);

    private Task Claimed(DateTimeOffset until) => one.With<DataRefreshDb>(
        db => db.ConnectionTokens.Where(t => t.EngagementId == holder.EngagementId)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.LeaseUntil, until).SetProperty(t => t.Fence, t => t.Fence + 1)),
        holder.FirmId);

    private Task Store(string access, string refresh, bool expired) => one.With<DataRefreshDb>(
        async db =>
        {
            await db.ConnectionTokens.ExecuteDeleteAsync();
            var sealedPair = one.Services.GetRequiredService<TokenKeeper>().Seal(holder, "xero", new TokenPair(access, refresh));
            db.ConnectionTokens.Add(ConnectionTokens.Granted(
                holder.FirmId, holder.EngagementId, sealedPair, one.Clock.Now + (expired ? TimeSpan.FromSeconds(90) : TimeSpan.FromMinutes(20))));
            await db.SaveChangesAsync();
        },
        holder.FirmId);

    private Dictionary<string, string> Xero(Dictionary<string, string> more)
    {
        more["Connectors:Xero:Authority"] = vendor.Authority;
        more["Connectors:Xero:ClientId"] = "an-app";
        more["Connectors:Xero:ClientSecret"] = "a-secret";
        return more;
    }
}
