using System.Globalization;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Both processes are exchanged one after the other, again and again, while many watch: nobody sees anything that was not so, and history has no gap.</summary>
[Collection(nameof(RealProcesses))]
public sealed class RollingRestartTests(PostgresServer postgres, RedisServer redis) : IAsyncLifetime
{
    private const string AllRoles = "hub,collector,evaluator";

    private readonly CancellationTokenSource _watching = new();
    private CountingDaemon _daemon = null!;
    private ClusterProcesses _cluster = null!;
    private IReadOnlyList<ClusterWatcher> _watchers = [];
    private Task _watched = Task.CompletedTask;

    private static int Restarts => LongTests.AreWanted ? 10 : 2;

    private static int Subscribers => LongTests.AreWanted ? 1000 : 50;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _daemon = await CountingDaemon.StartAsync();
            _cluster = new ClusterProcesses(
                [("default", _daemon.Address)],
                ("ConnectionStrings:Monitor", await postgres.CreateDatabaseAsync()),
                ("ConnectionStrings:Redis", await redis.CreateDatabaseAsync()),
                ("Limits:ConnectionsPerAddress", "10000"));
            await _cluster.StartAsync("node-0", AllRoles);
            await _cluster.StartAsync("node-1", AllRoles);
        }
        catch
        {
            // Nobody else ends the processes that have started.
            await DisposeAsync();
            throw;
        }
    }

    [Fact]
    public async Task Restarts_OneProcessAfterTheOther_LeaveNoGapAndNoProblem()
    {
        var token = await _cluster["node-0"].SignInAsync();
        _watchers = [.. Enumerable.Range(0, Subscribers).Select(_ => new ClusterWatcher(_cluster.NextHub, token))];
        _watched = Task.WhenAll(_watchers.Select(watcher => watcher.RunAsync(_watching.Token)));
        await AllAreExactAsync();
        await _cluster.HolderAsync("evaluator", token);
        var from = await NextTenSecondsAsync();
        for (var restart = 0; restart < Restarts; restart++)
        {
            await RestartAsync(string.Create(CultureInfo.InvariantCulture, $"node-{restart % 2}"));
        }

        _watchers.SelectMany(watcher => watcher.Violations).ShouldBeEmpty();
        _watchers.SelectMany(watcher => watcher.Problems.Values).Distinct().ShouldBeEmpty();
        await HistoryHasNoGapAsync(from, TenSeconds.After(TimeProvider.System.GetUtcNow()), token);
    }

    public async ValueTask DisposeAsync()
    {
        await _watching.CancelAsync();
        await _watched.DefaultTimeout();
        await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_daemon?.DisposeAsync() ?? ValueTask.CompletedTask);
        _watching.Dispose();
    }

    /// <summary>Waits for the next ten seconds of history, so that what follows falls into it.</summary>
    private static async Task<DateTimeOffset> NextTenSecondsAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var begin = TenSeconds.After(now);
        await Task.Delay(begin - now, TimeProvider.System);
        return begin;
    }

    private async Task RestartAsync(string name)
    {
        var began = TimeProvider.System.GetTimestamp();
        await _cluster.EndAsync(name, "TERM");
        var ended = TimeProvider.System.GetElapsedTime(began);
        await AllAreExactAsync();
        var exact = TimeProvider.System.GetElapsedTime(began);
        await _cluster.StartAsync(name, AllRoles);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name} ended after {ended.TotalSeconds:0.0} s, all subscribers exact at the other after {exact.TotalSeconds:0.0} s, started after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s");
        await AllAreExactAsync();
    }

    /// <summary>Completes when every subscriber has a value that the daemon told after this was called.</summary>
    private async Task AllAreExactAsync()
    {
        var last = _daemon.Told;
        await Eventually.GetAsync(
            () => Task.FromResult(_watchers.Count(watcher => watcher is { Live: 1, Open: 0 } && watcher.TotalOf("default") > last)), exact => exact == Subscribers, TimeSpan.FromMinutes(1));
    }

    private async Task HistoryHasNoGapAsync(DateTimeOffset from, DateTimeOffset to, string token)
    {
        // Both hubs have just started. They read what came before from the store, where it stands once the evaluator has written again.
        var seconds = (to - from).TotalSeconds;
        var history = await Eventually.GetAsync(() => _cluster.HistoryAsync("default", from, to, token), history => history.Live >= seconds - 0.01);
        TestContext.Current.TestOutputHelper?.WriteLine($"live {history.Live} s, down {history.Down} s, unseen {history.Unseen} s of {seconds} s");
        (history.Down, history.Unseen).ShouldBe((0, 0));
        history.Live.ShouldBe(seconds, 0.01);
    }
}
