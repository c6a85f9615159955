using FlextMonitor.Collector.Cluster;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Collector.Leases;
using FlextMonitor.Testing;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Tests.Leases;

/// <summary>Leases in a real Redis, asked for by two processes.</summary>
public sealed class RedisLeasesTests(RedisServer server) : IAsyncLifetime
{
    private readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;
    private RedisConnection _redis = null!;
    private RedisLeases _one = null!;
    private RedisLeases _other = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = new RedisConnection(RedisSettings.Parse(await server.CreateDatabaseAsync()));
        await Eventually.GetAsync(IsConnectedAsync, isConnected => isConnected);
        (_one, _other) = (Leases("one"), Leases("other"));
    }

    // A connection that was just made may not take a subscription yet. A process tries again; these tests ask once.
    private async Task<bool> IsConnectedAsync()
    {
        try
        {
            await _redis.SubscribeAsync(_redis.Keys.Signals, _ => { });
            return true;
        }
        catch (RedisConnectionException)
        {
            return false;
        }
    }

    [Fact]
    public async Task Take_Free_GivesAnEpochOfRedisTime()
    {
        var before = await RedisTimeAsync();

        var answer = await TakeAsync(_one);

        answer.Epoch.ShouldBeInRange(before, await RedisTimeAsync());
    }

    [Fact]
    public async Task Take_HeldByAnother_SaysByWhomAndForHowLong()
    {
        await TakeAsync(_one);

        var answer = await TakeAsync(_other);

        answer.Epoch.ShouldBe(0);
        answer.Holder.ShouldStartWith("one/");
        answer.Left.ShouldBeInRange(TimeSpan.FromSeconds(3), LeaseTimes.Duration);
    }

    [Fact]
    public async Task Take_AfterItRanOut_GivesAGreaterEpochAndTheFormerHolderCannotRenew()
    {
        var first = await TakeAsync(_one);
        await (await _redis.DatabaseAsync()).HashSetAsync(RedisKeys.CollectorLease("source"), "until", 0).DefaultTimeout();

        var second = await TakeAsync(_other);

        second.Epoch.ShouldBeGreaterThan(first.Epoch);
        (await RenewAsync(_one, first.Epoch)).ShouldBeFalse();
        (await RenewAsync(_other, second.Epoch)).ShouldBeTrue();
    }

    [Fact]
    public async Task Take_ClockOfRedisIsBehind_GivesAnEpochAboveWhatIsKnown()
    {
        var known = await RedisTimeAsync() + 1_000_000;

        (await TakeAsync(_one, above: known)).Epoch.ShouldBe(known + 1);
    }

    [Fact]
    public async Task Release_OneWaits_IsToldAtOnce()
    {
        var first = await TakeAsync(_one);
        await TakeAsync(_other);
        var waiting = _other.WaitAsync("source", TimeSpan.FromMinutes(5), _cancellationToken);

        await _one.ReleaseAsync("source", first.Epoch, _cancellationToken).DefaultTimeout();

        await waiting.DefaultTimeout();
        (await TakeAsync(_other)).Epoch.ShouldBeGreaterThan(first.Epoch);
    }

    [Fact]
    public async Task Release_HeldByAnotherMeanwhile_ChangesNothing()
    {
        var first = await TakeAsync(_one);
        await _one.ReleaseAsync("source", first.Epoch, _cancellationToken).DefaultTimeout();
        var second = await TakeAsync(_other);

        await _one.ReleaseAsync("source", first.Epoch, _cancellationToken).DefaultTimeout();

        (await RenewAsync(_other, second.Epoch)).ShouldBeTrue();
    }

    [Fact]
    public async Task Renew_RedisWasEmptied_GoesOnUnlessAnotherTookIt()
    {
        var first = await TakeAsync(_one);
        var database = await _redis.DatabaseAsync();
        await database.KeyDeleteAsync(RedisKeys.CollectorLease("source")).DefaultTimeout();

        (await RenewAsync(_one, first.Epoch)).ShouldBeTrue();
        (await TakeAsync(_other)).Epoch.ShouldBe(0);

        await database.KeyDeleteAsync(RedisKeys.CollectorLease("source")).DefaultTimeout();
        await TakeAsync(_other);
        (await RenewAsync(_one, first.Epoch)).ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        await _redis.DisposeAsync();
    }

    private RedisLeases Leases(string node) =>
        new(_redis, new NodeIdentity(Options.Create(new ClusterOptions { Node = node })), new RedisFeedOptions(), TimeProvider.System);

    private Task<LeaseAnswer> TakeAsync(RedisLeases leases, long above = 0) => leases.TakeAsync("source", above, _cancellationToken).DefaultTimeout();

    private Task<bool> RenewAsync(RedisLeases leases, long epoch) => leases.RenewAsync("source", epoch, _cancellationToken).DefaultTimeout();

    private async Task<long> RedisTimeAsync()
    {
        var parts = (RedisResult[])(await (await _redis.DatabaseAsync()).ExecuteAsync("TIME").DefaultTimeout())!;
        return ((long)parts[0] * 1000) + ((long)parts[1] / 1000);
    }
}
