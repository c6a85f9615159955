using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>A daemon with ten threads, as those in Python have, stays live and serves everybody, whatever one person asks of it.</summary>
public sealed class SharedDaemonTests : IAsyncLifetime
{
    private const int Threads = 10;

    private readonly SemaphoreSlim _threads = new(Threads);
    private readonly TaskCompletionSource _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DaemonScript _script = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        var (stats, health, executions) = (_script.GetSystemStats, _script.HealthCheck, _script.ListExecutions);
        _script.GetSystemStats = context => OnThreadAsync(() => stats(context));
        _script.HealthCheck = context => OnThreadAsync(() => health(context));
        _script.ListExecutions = (request, context) => OnThreadAsync(() => executions(request, context));
        _script.GetExecution = (request, _) => OnThreadAsync(async () =>
        {
            if (request.Id == "slow")
            {
                await _slow.Task;
            }

            return DaemonMessages.Execution(request.Id);
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _threads.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Calls_OfOnePersonOverFourConnections_KeepNeitherSamplesNorOthersFromTheDaemon()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Deadline", "00:00:20"));
        await collector.UntilAsync(SourceState.Live);

        // Four connections with four calls each.
        var greedy = Enumerable.Range(0, 16).Select(_ => GetAsync(collector, "greedy", "slow")).ToList();
        await Eventually.IsAsync(() => daemon.CallsOf("GetExecution") > 0);
        var other = await GetAsync(collector, "other", "quick").DefaultTimeout();
        var samples = daemon.CallsOf("GetSystemStats");
        await Eventually.IsAsync(() => daemon.CallsOf("GetSystemStats") > samples + 3);

        other.Id.ShouldBe("quick");
        daemon.MostAtOnce("GetExecution").ShouldBeLessThanOrEqualTo(DaemonTurns.CallsAtOnce);
        collector.Messages.OfType<SourceStatus>().ShouldNotContain(status => status.State == SourceState.Down);
        _slow.SetResult();
        (await Task.WhenAll(greedy).DefaultTimeout()).ShouldAllBe(execution => execution.Id == "slow");
    }

    [Fact]
    public async Task Calls_MoreThanMayWait_AreRefusedWithTheReason()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Deadline", "00:00:20"));
        await collector.UntilAsync(SourceState.Live);
        var waiting = Enumerable.Range(0, 1 + DaemonTurns.WaitingOfOne).Select(_ => GetAsync(collector, "greedy", "slow")).ToList();

        var refused = await Should.ThrowAsync<DaemonCallException>(() => GetAsync(collector, "greedy", "slow").DefaultTimeout());

        refused.Message.ShouldBe("Daemon 'default': GetExecution was not called: 16 of your calls wait for this daemon already; try again when one has ended.");
        refused.Code.ShouldBe(HubErrorCodes.Unavailable);
        _slow.SetResult();
        await Task.WhenAll(waiting).DefaultTimeout();
    }

    [Fact]
    public async Task Call_WhoseTurnDoesNotComeInTime_SaysThatTheDaemonIsBusy()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Deadline", "00:00:01"));
        await collector.UntilAsync(SourceState.Live);
        var failures = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FailureAsync(GetAsync(collector, "greedy", "slow"))));

        failures.ShouldContain("Daemon 'default': GetExecution was not called: other calls kept the daemon busy for 1 s; try again.");
        _slow.SetResult();
    }

    [Fact]
    public async Task Call_AfterOneThatWasNotAnswered_IsNotMadeForAWhile_AndOthersAre()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Deadline", "00:00:01"));
        await collector.UntilAsync(SourceState.Live);

        (await FailureAsync(GetAsync(collector, "greedy", "slow"))).ShouldContain("did not answer within 1 s");
        (await FailureAsync(GetAsync(collector, "greedy", "slow"))).ShouldBe("Daemon 'default': GetExecution was not called: the daemon has not answered earlier calls; try again in 4 s.");
        (await GetAsync(collector, "other", "quick").DefaultTimeout()).Id.ShouldBe("quick");

        daemon.CallsOf("GetExecution").ShouldBe(2);
        _slow.SetResult();
    }

    [Fact]
    public async Task Call_WhoseCallerLeaves_KeepsItsTurnUntilTheDaemonAnswers()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Deadline", "00:00:20"));
        using var leave = new CancellationTokenSource();
        var left = collector.Calls.Route("default", "greedy").GetExecutionAsync("slow", leave.Token);
        await Eventually.IsAsync(() => daemon.CallsOf("GetExecution") == 1);

        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => left.DefaultTimeout());
        var next = GetAsync(collector, "greedy", "quick");
        (await GetAsync(collector, "other", "quick").DefaultTimeout()).Id.ShouldBe("quick");
        next.IsCompleted.ShouldBeFalse();
        _slow.SetResult();

        (await next.DefaultTimeout()).Id.ShouldBe("quick");
    }

    private static Task<ExecutionData> GetAsync(CollectorHost collector, string caller, string id) => collector.Calls.Route("default", caller).GetExecutionAsync(id, Cancelled);

    private static async Task<string> FailureAsync(Task<ExecutionData> call) => (await Should.ThrowAsync<DaemonCallException>(() => call.DefaultTimeout())).Message;

    private async Task<T> OnThreadAsync<T>(Func<Task<T>> answer)
    {
        await _threads.WaitAsync(Cancelled);
        try
        {
            return await answer();
        }
        finally
        {
            _threads.Release();
        }
    }
}
