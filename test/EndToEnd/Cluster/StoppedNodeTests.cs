using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using Google.Protobuf.WellKnownTypes;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>A process that is stopped while it collects and evaluates, and goes on after another one has taken over: it must not go on where it stopped.</summary>
[Collection(nameof(RealProcesses))]
public sealed class StoppedNodeTests(PostgresServer postgres, RedisServer redis) : IAsyncLifetime
{
    // At least; in the short form until the other process has taken over.
    private static readonly TimeSpan StoppedFor = LongTests.AreWanted ? TimeSpan.FromSeconds(30) : TimeSpan.Zero;

    private readonly DaemonScript _script = new();
    private ScriptedDaemon _daemon = null!;
    private MonitorProcess _first = null!;
    private MonitorProcess _second = null!;
    private int _told;

    public async ValueTask InitializeAsync()
    {
        // Each answer is new, so that fresh values can be told from old ones.
        _script.GetSystemStats = _ => Task.FromResult(new SystemStats { TotalExecutions = Interlocked.Increment(ref _told), CpuUsage = 10, MemoryUsage = 40 });
        _daemon = await ScriptedDaemon.StartAsync(_script);
        var (database, queue) = (await postgres.CreateDatabaseAsync(), await redis.CreateDatabaseAsync());
        _first = await StartAsync("first", database, queue);
        _second = await StartAsync("second", database, queue);
    }

    [Fact]
    public async Task Continue_AfterAnotherTookOver_NothingGoesBackwardsAndNothingIsOpenedTwice()
    {
        var token = await _second.SignInAsync();
        await using var ofFirst = await _first.SubscribeAsync(token, HubProtocolKind.Json, reconnect: true);
        await using var ofSecond = await _second.SubscribeAsync(token, HubProtocolKind.Json);
        await ofFirst.NextAsync<DashboardStats>(stats => !stats.Fallback);
        var before = await ofSecond.NextAsync<DashboardStats>(stats => !stats.Fallback);
        await ofSecond.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: "_monitor", EvaluatedAt: not null });

        var stopped = Task.Delay(StoppedFor, TimeProvider.System, TestContext.Current.CancellationToken);
        await _first.Program.SignalAsync("STOP");
        Fail();
        await ofSecond.NextAsync<DashboardStats>(stats => stats.Epoch > before.Epoch);
        await ofSecond.NextAsync<Problem>(IsFailing);
        await stopped;
        await _first.Program.SignalAsync("CONT");

        var last = Volatile.Read(ref _told);
        foreach (var subscriber in new[] { ofFirst, ofSecond })
        {
            await subscriber.NextAsync<DashboardStats>(stats => stats.TotalExecutions > last);
            if (!subscriber.Received.OfType<Problem>().Any(IsFailing))
            {
                // It may come behind the figures.
                await subscriber.NextAsync<Problem>(IsFailing);
            }

            var stats = subscriber.Received.OfType<DashboardStats>().Where(stats => stats.Source == "default").ToList();
            stats.Select(value => (value.Epoch, value.Sequence)).ShouldBeInOrder();
            stats.Select(value => value.TotalExecutions).ShouldBeInOrder();
            var states = subscriber.Received.OfType<SourceStatus>().Where(status => status.Source == "default").Select(status => status.State).ToList();
            states.ShouldNotContain(SourceState.Down);
            var failing = subscriber.Received.OfType<Problem>().Where(problem => problem.Kind == ProblemKinds.Failing).Select(problem => problem.Id).Distinct().ToList();
            failing.ShouldHaveSingleItem();
            subscriber.Received.OfType<ProblemResolved>().ShouldNotContain(resolved => failing.Contains(resolved.Id));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    private static bool IsFailing(Problem problem) => problem.Kind == ProblemKinds.Failing;

    private void Fail()
    {
        var now = TimeProvider.System.GetUtcNow();
        var run = new Execution
        {
            Id = "run-1",
            PipelineId = "orders",
            Status = Status.Failed,
            StartedAt = Timestamp.FromDateTimeOffset(now.AddSeconds(-30)),
            FinishedAt = Timestamp.FromDateTimeOffset(now),
            DurationSeconds = 30,
        };
        _script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse { Executions = { run }, Total = 1 });
    }

    private Task<MonitorProcess> StartAsync(string node, string database, string queue) => MonitorProcess.StartAsync(
        [("default", _daemon.Address)], ("Cluster:Node", node), ("ConnectionStrings:Monitor", database), ("ConnectionStrings:Redis", queue));
}
