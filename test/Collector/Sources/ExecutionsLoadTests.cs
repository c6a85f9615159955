using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The load of sampling executions, which more than the interval gives reasons for: runs that dropped out of the list, and runs that end.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class ExecutionsLoadTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<long> _began = new();
    private readonly DaemonScript _script = new();

    [Fact]
    public async Task Watch_SingleCallsAreSlow_TakeAFifthOfTheDaemonsTime()
    {
        var runs = DaemonMessages.Execution("runs", 0, Status.Running);
        IReadOnlyList<Execution> list = [runs];
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(list));
        _script.GetExecution = (_, _) => SlowAsync(() => runs);
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await WatchAsync(daemon);
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "runs");

        list = [DaemonMessages.Execution("newer", 1)];

        (await MeasureAsync()).ShouldBeLessThan(0.21);
    }

    [Fact]
    public async Task Watch_ListIsSlowAndRunsEndAllTheTime_TakesAFifthOfTheDaemonsTime()
    {
        var minute = 0;
        _script.ListExecutions = (_, _) => SlowAsync(() => DaemonMessages.List(DaemonMessages.Execution($"e{++minute}", minute, Status.Running)));
        _script.StreamExecution = (request, stream, _) =>
            stream.WriteAsync(new ExecutionUpdate { ExecutionId = request.ExecutionId, Status = Status.Success });
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await WatchAsync(daemon);

        (await MeasureAsync()).ShouldBeLessThan(0.21);
        daemon.CallsOf("StreamExecution").ShouldBeGreaterThan(0);
    }

    private static Task<CollectorHost> WatchAsync(ScriptedDaemon daemon) =>
        CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "1"), ("LoadPercent", "20"));

    // Without the first calls, which show that they are slow.
    private async Task<double> MeasureAsync()
    {
        await Eventually.IsAsync(() => _began.Count >= 7);
        var calls = _began.ToArray()[3..];
        return (calls.Length - 1) * Slow / TimeProvider.System.GetElapsedTime(calls[0], calls[^1]);
    }

    private async Task<T> SlowAsync<T>(Func<T> answer)
    {
        _began.Enqueue(TimeProvider.System.GetTimestamp());
        await Task.Delay(Slow, TimeProvider.System);
        return answer();
    }
}
