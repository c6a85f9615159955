using System.Collections.Concurrent;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>
/// Two processes of each role, of which one at a time is killed, stopped for a while or told to end, while 200 subscribers watch and pipelines fail and recover. Nobody may see anything that was not so, and nothing may be told twice.
/// </summary>
[Collection(nameof(RealProcesses))]
public sealed class RolesTests(PostgresServer postgres, RedisServer redis) : IAsyncLifetime
{
    private const int Subscribers = 200;

    private const int Daemons = 3;

    /// <summary>What a takeover may cost of the history of a source.</summary>
    private static readonly TimeSpan MostUnseen = TimeSpan.FromSeconds(7);

    private static readonly TimeSpan StoppedFor = TimeSpan.FromSeconds(LongTests.AreWanted ? 30 : 8);

    private static readonly string[] Roles = ["collector", "evaluator", "hub"];

    private static readonly string[] Signals = ["KILL", "STOP", "TERM"];

    private readonly List<ScriptedDaemon> _daemons = [];
    private readonly ConcurrentQueue<Execution>[] _runs = [.. Enumerable.Range(0, Daemons).Select(_ => new ConcurrentQueue<Execution>())];
    private readonly CancellationTokenSource _watching = new();
    private ProblemReceiver _receiver = null!;
    private ClusterProcesses _cluster = null!;
    private IReadOnlyList<ClusterWatcher> _watchers = [];
    private Task _watched = Task.CompletedTask;
    private string _token = "";
    private int _told;

    private static IReadOnlyList<(string Role, string Signal)> Faults => LongTests.AreWanted
        ? [.. Roles.SelectMany(role => Signals.Select(signal => (role, signal)))]
        : [("collector", "KILL"), ("evaluator", "STOP"), ("hub", "TERM")];

    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch
        {
            // Nobody else ends the processes that have started.
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync()
    {
        _receiver = await ProblemReceiver.StartAsync();
        for (var number = 0; number < Daemons; number++)
        {
            var runs = _runs[number];
            _daemons.Add(await ScriptedDaemon.StartAsync(new DaemonScript
            {
                GetSystemStats = _ => Task.FromResult(new SystemStats { TotalExecutions = Interlocked.Increment(ref _told), CpuUsage = 10, MemoryUsage = 40 }),
                ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse { Executions = { runs.Reverse().Take(20) }, Total = Math.Min(20, runs.Count) }),
            }));
        }

        _cluster = new ClusterProcesses(
            [.. _daemons.Select((daemon, number) => (NameOf(number), daemon.Address))],
            ("ConnectionStrings:Monitor", await postgres.CreateDatabaseAsync()),
            ("ConnectionStrings:Redis", await redis.CreateDatabaseAsync()),
            ("Alerts:AllowPrivateTargets", "true"));
        await _cluster.StartAsync("hub-a", "hub");
        await _cluster.StartAsync("hub-b", "hub");
        foreach (var role in Roles.Where(role => role != "hub"))
        {
            await _cluster.StartAsync($"{role}-a", $"hub,{role}");
            await _cluster.StartAsync($"{role}-b", $"hub,{role}");
        }

        _token = await _cluster["hub-a"].SignInAsync();
        await _receiver.SubscribeAsync(_cluster["hub-a"], _token);
        _watchers = [.. Enumerable.Range(0, Subscribers).Select(_ => new ClusterWatcher(_cluster.NextHub, _token))];
        _watched = Task.WhenAll(_watchers.Select(watcher => watcher.RunAsync(_watching.Token)));
    }

    [Fact]
    public async Task EachRole_KilledStoppedAndEnded_NobodySeesWhatWasNotSo_AndNothingIsToldTwice()
    {
        await AllAreExactAsync();
        await _cluster.HolderAsync("evaluator", _token);
        var from = TenSeconds.After(TimeProvider.System.GetUtcNow());
        for (var cycle = 0; cycle < Faults.Count; cycle++)
        {
            var (role, signal) = Faults[cycle];
            await FaultAsync(role, signal, () => End(cycle, Status.Failed));
            await Eventually.GetAsync(() => Task.FromResult(_receiver.Knows("opened", About(cycle))), isKnown => isKnown, TimeSpan.FromMinutes(2));
            End(cycle, Status.Success);
            await Eventually.GetAsync(() => Task.FromResult(_receiver.Knows("resolved", About(cycle))), isKnown => isKnown, TimeSpan.FromMinutes(2));
            TestContext.Current.TestOutputHelper?.WriteLine($"{TimeProvider.System.GetUtcNow():T} {role} {signal}: told and resolved");
        }

        await AllAreExactAsync();
        _watchers.SelectMany(watcher => watcher.Violations).ShouldBeEmpty();
        _watchers.SelectMany(watcher => watcher.Problems).Distinct().Select(problem => problem.Value).Order().ShouldBe(Enumerable.Range(0, Faults.Count).Select(About).Order());
        _receiver.Told.Select(told => (told.About, told.Event)).Order().ShouldBe(Enumerable.Range(0, Faults.Count).SelectMany(cycle => new[] { (About(cycle), "opened"), (About(cycle), "resolved") }).Order());
        await HistoryIsExactAsync(from);
    }

    public async ValueTask DisposeAsync()
    {
        await _watching.CancelAsync();
        await _watched.DefaultTimeout();
        await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_receiver?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var daemon in _daemons)
        {
            await daemon.DisposeAsync();
        }

        _watching.Dispose();
    }

    private static string NameOf(int number) => $"daemon-{number}";

    private static string About(int cycle) => $"{ProblemKinds.Failing} of {NameOf(cycle % Daemons)}/pipeline-{cycle}";

    private async Task FaultAsync(string role, string signal, Action meanwhile)
    {
        var name = role == "hub" ? "hub-a" : await _cluster.HolderAsync(role, _token);
        if (signal == "STOP")
        {
            var stopped = Task.Delay(StoppedFor, TimeProvider.System, TestContext.Current.CancellationToken);
            await _cluster[name].Program.SignalAsync(signal);
            meanwhile();
            await stopped;
            await _cluster[name].Program.SignalAsync("CONT");
            return;
        }

        await _cluster.EndAsync(name, signal);
        meanwhile();
        await _cluster.StartAsync(name, role == "hub" ? role : $"hub,{role}");
    }

    private void End(int cycle, Status status) => _runs[cycle % Daemons].Enqueue(new Execution
    {
        Id = $"{cycle}-{status}",
        PipelineId = $"pipeline-{cycle}",
        Status = status,
        StartedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddSeconds(-30)),
        FinishedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
        DurationSeconds = 30,
    });

    /// <summary>Completes when every subscriber has values that the daemons told after this was called, knows all of them live, and no problem.</summary>
    private async Task AllAreExactAsync()
    {
        var last = Volatile.Read(ref _told);
        await Eventually.GetAsync(
            () => Task.FromResult(_watchers.Count(watcher => watcher is { Live: Daemons, Open: 0 } && Enumerable.Range(0, Daemons).All(number => watcher.TotalOf(NameOf(number)) > last))),
            exact => exact == Subscribers,
            TimeSpan.FromMinutes(1));
    }

    private async Task HistoryIsExactAsync(DateTimeOffset from)
    {
        var to = TenSeconds.After(TimeProvider.System.GetUtcNow()).AddSeconds(-10);
        var takeovers = Faults.Count(fault => fault.Role == "collector");
        for (var number = 0; number < Daemons; number++)
        {
            // A hub that has just started reads what came before it from the store, where it stands once the evaluator has written again.
            var (live, down, unseen) = await Eventually.GetAsync(() => _cluster.HistoryAsync(NameOf(number), from, to, _token), history => history.Unseen <= takeovers * MostUnseen.TotalSeconds);
            TestContext.Current.TestOutputHelper?.WriteLine($"{NameOf(number)}: live {live} s, down {down} s, unseen {unseen} s of {(to - from).TotalSeconds} s");
            down.ShouldBe(0);
            (live + unseen).ShouldBe((to - from).TotalSeconds, 0.01);
            unseen.ShouldBeLessThanOrEqualTo(takeovers * MostUnseen.TotalSeconds);
        }
    }
}
