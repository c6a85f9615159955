using System.Threading.Channels;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Tests.Feed.Redis;

/// <summary>The feed of one process on a real Redis, with an outlet and, once asked for, readers that collect what they read.</summary>
internal sealed class FeedNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private readonly List<Task> _reading = [];

    private FeedNode(string connectionString, RedisFeedOptions options)
    {
        ConnectionString = connectionString;
        _services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<MemoryFeed>()
            .AddSingleton(options)
            .AddRedisFeed(_ => RedisSettings.Parse(connectionString), _ => source => source != "unknown")
            .AddSingleton<IFeedPublisher>(provider => provider.GetRequiredService<RedisFeed>())
            .AddSingleton<FeedOutlet>()
            .BuildServiceProvider();
        _following = Follower.RunAsync(_stop.Token);
    }

    public string ConnectionString { get; }

    public RedisFeed Feed => _services.GetRequiredService<RedisFeed>();

    public FeedOutlet Outlet => _services.GetRequiredService<FeedOutlet>();

    public RedisFeedFollower Follower => _services.GetRequiredService<RedisFeedFollower>();

    public IServiceProvider Services => _services;

    /// <summary>Starts one. It may not have read anything yet.</summary>
    public static FeedNode Start(string connectionString, RedisFeedOptions? options = null) => new(connectionString, options ?? new RedisFeedOptions());

    /// <summary>Starts one, and returns when it has read everything.</summary>
    public static async Task<FeedNode> StartListedAsync(string connectionString, RedisFeedOptions? options = null)
    {
        var node = Start(connectionString, options);
        await await Task.WhenAny(node._following, node.Follower.Listed).DefaultTimeout();
        return node;
    }

    public async Task<IDatabase> DatabaseAsync() => await _services.GetRequiredService<RedisConnection>().DatabaseAsync().DefaultTimeout();

    public Task PublishAsync(params SourceMessage[] messages) => Feed.PublishAsync(FeedBatch.Of(messages), CancellationToken.None).AsTask().DefaultTimeout();

    /// <summary>Completes when this node has followed the stream to where it ends now.</summary>
    public async Task SettleAsync()
    {
        var state = await (await DatabaseAsync()).HashGetAsync(RedisKeys.State, ["generation", "entries"]).DefaultTimeout();
        await Eventually.IsAsync(() => _following.IsCompleted || state[0].IsNull || (Follower.Place is { } place && place.Generation == state[0] && place.Entries >= (long)state[1]));
        if (_following.IsCompleted)
        {
            await _following;
        }
    }

    /// <summary>Collects the batches of an ordered reader.</summary>
    public ChannelReader<FeedBatch> ReadInOrder()
    {
        var batches = Channel.CreateUnbounded<FeedBatch>();
        _reading.Add(CollectAsync(batches.Writer));
        return batches.Reader;
    }

    public async Task<IReadOnlyList<string?>> IdsAsync() =>
        [.. (await Feed.GetLatestAsync("default", CancellationToken.None).AsTask().DefaultTimeout()).Where(message => message.Key.Id is not null).Select(message => message.Key.Id).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll([_following, .. _reading]).DefaultTimeout().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    private async Task CollectAsync(ChannelWriter<FeedBatch> batches)
    {
        await foreach (var batch in Feed.ReadInOrderAsync(10_000, _stop.Token))
        {
            batches.TryWrite(batch);
        }
    }
}
