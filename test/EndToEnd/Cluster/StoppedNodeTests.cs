using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>A process that is stopped while it collects and evaluates, and goes on after another one has taken over: it must not go on where it stopped.</summary>
[Collection(nameof(RealProcesses))]
public sealed class StoppedNodeTests(PostgresServer postgres, RedisServer redis) : IAsyncLifetime
{
    // At least; in the short form until the other process has taken over.
    private static readonly TimeSpan StoppedFor = LongTests.AreWanted ? TimeSpan.FromSeconds(30) : TimeSpan.Zero;

    private CountingDaemon _daemon = null!;
    private MonitorPair _pair = null!;

    public async ValueTask InitializeAsync()
    {
        _daemon = await CountingDaemon.StartAsync();
        _pair = await MonitorPair.StartAsync([("default", _daemon.Address)], await postgres.CreateDatabaseAsync(), await redis.CreateDatabaseAsync());
    }

    [Fact]
    public async Task Continue_AfterAnotherTookOver_NothingGoesBackwardsAndNothingIsOpenedTwice()
    {
        var token = await _pair.Second.SignInAsync();
        await using var ofFirst = await _pair.First.SubscribeAsync(token, HubProtocolKind.Json, reconnect: true);
        await using var ofSecond = await _pair.Second.SubscribeAsync(token, HubProtocolKind.Json);
        await ofFirst.NextAsync<DashboardStats>(stats => !stats.Fallback);
        var before = await ofSecond.NextAsync<DashboardStats>(stats => !stats.Fallback);
        await ofSecond.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: "_monitor", EvaluatedAt: not null });

        var stopped = Task.Delay(StoppedFor, TimeProvider.System, TestContext.Current.CancellationToken);
        await _pair.First.Program.SignalAsync("STOP");
        Fail();
        await ofSecond.NextAsync<DashboardStats>(stats => stats.Epoch > before.Epoch);
        await ofSecond.NextAsync<Problem>(IsFailing);
        await stopped;
        await _pair.First.Program.SignalAsync("CONT");

        foreach (var subscriber in new[] { ofFirst, ofSecond })
        {
            await _daemon.NewerAsync(subscriber);
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
        await _pair.DisposeAsync();
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
        _daemon.Script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse { Executions = { run }, Total = 1 });
    }
}
