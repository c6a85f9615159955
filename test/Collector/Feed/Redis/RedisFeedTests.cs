using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests.Feed.Redis;

/// <summary>The feed on Redis, read by the process that publishes.</summary>
public sealed class RedisFeedTests(RedisServer server) : FeedSpecification, IAsyncLifetime
{
    private readonly RedisFeedOptions _options = new() { RemovalMemory = TimeSpan.FromMinutes(15) };
    private FeedNode _node = null!;

    private protected override IFeedPublisher Publisher => _node.Feed;

    private protected override IFeedReader Feed => _node.Feed;

    public async ValueTask InitializeAsync() => _node = await FeedNode.StartListedAsync(await server.CreateDatabaseAsync(), _options);

    protected override Task SettleAsync() => _node.SettleAsync();

    // As if they were removed at the beginning of time. This process would remember them for as long by its own clock, so a new one reads.
    protected override async Task PassRemovalMemoryAsync()
    {
        await SettleAsync();
        var database = await _node.DatabaseAsync();
        foreach (var removal in await database.SortedSetRangeByRankAsync(RedisKeys.RemovalsOf("default")).DefaultTimeout())
        {
            await database.SortedSetAddAsync(RedisKeys.RemovalsOf("default"), removal, 0).DefaultTimeout();
        }

        await _node.Feed.PublishAsync(new FeedBatch([], [Messages.Execution("none").Key]), CancellationToken.None).AsTask().DefaultTimeout();
        var connectionString = _node.ConnectionString;
        await _node.DisposeAsync();
        _node = await FeedNode.StartListedAsync(connectionString, _options);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _node.DisposeAsync();
    }
}
