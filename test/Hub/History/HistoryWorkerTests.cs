using FlextMonitor.Collector.Feed;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.Tests.Live;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>The background work, from the feed to the store.</summary>
public sealed class HistoryWorkerTests : IDisposable
{
    private readonly SqliteDatabases _databases = new();
    private readonly FakeTimeProvider _clock = new(Messages.Noon);
    private int _sequence = 1;

    [Fact]
    public async Task Stop_StoresWhatTheFeedToldSinceTheLastWrite()
    {
        var database = await _databases.CreateAsync();
        await using (var host = await StartAsync(database))
        {
            await host.Services.GetRequiredService<HistoryState>().Opened.DefaultTimeout();
            await PublishSecondsAsync(host, 3);
        }

        await using var later = await RecordedHistory.StartAsync(database, _clock);

        (await later.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).ShouldHaveSingleItem().LiveMs.ShouldBe(3_000);
    }

    [Fact]
    public async Task Write_ComesAgainAndAgain()
    {
        var database = await _databases.CreateAsync();
        await using var host = await StartAsync(database);
        var recorder = host.Services.GetRequiredService<HistoryRecorder>();
        await PublishSecondsAsync(host, 1);

        for (var write = 0; write < 2; write++)
        {
            var recorded = _clock.GetUtcNow().ToUnixTimeMilliseconds();
            await Eventually.GetAsync(
                async () =>
                {
                    await PublishSecondsAsync(host, 1);
                    return recorder.Bounds("default")!.StoredUntil;
                },
                stored => stored >= recorded);
        }
    }

    [Fact]
    public async Task Contents_OfANewHistory_AreKnownWithinMinutes()
    {
        await using var host = await StartAsync(await _databases.CreateAsync());
        var state = host.Services.GetRequiredService<HistoryState>();

        // The purge waits by this clock between its steps. All in all fewer than ten minutes pass, its usual pace.
        await PublishSecondsAsync(host, 75);
        await Eventually.IsAsync(() =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            return state.Contents?.Tiers[0].Rows > 0;
        });
    }

    public void Dispose() => _databases.Dispose();

    private Task<StoreHost> StartAsync(string database) => StoreHost.StartAsync(
        services => services.AddSingleton<TimeProvider>(_clock).AddMemoryFeed().AddFakeDaemon().AddHistory(), ("ConnectionStrings:History", database));

    /// <summary>Each second the daemon is heard; the recorder has taken it in before the next one.</summary>
    private async Task PublishSecondsAsync(StoreHost host, int seconds)
    {
        var (feed, recorder) = (host.Services.GetRequiredService<FeedOutlet>(), host.Services.GetRequiredService<HistoryRecorder>());
        feed.Publish(FeedBatch.Of(Messages.Status(), Messages.Stats()));
        await Eventually.IsAsync(() => recorder.Bounds("default") is not null);
        for (var second = 0; second < seconds; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            var now = _clock.GetUtcNow();
            feed.Publish(FeedBatch.Of(Messages.Heartbeat(sequence: ++_sequence) with { ObservedAt = now }));
            await Eventually.IsAsync(() => recorder.Recent("default", 0, long.MaxValue)!.Segments is { Count: > 0 } told && told[^1].Until >= now.ToUnixTimeMilliseconds());
        }
    }
}
