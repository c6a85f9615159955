using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The load of requests for single executions, which a sample of a quick list makes.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class SingleCallsLoadTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Watch_SingleCallsAreSlow_TakeAFifthOfTheDaemonsTime()
    {
        var runs = DaemonMessages.Execution("runs", 0, Status.Running);
        IReadOnlyList<Execution> list = [runs];
        var began = new ConcurrentQueue<long>();
        var script = new DaemonScript
        {
            ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(list)),
            GetExecution = async (_, _) =>
            {
                began.Enqueue(TimeProvider.System.GetTimestamp());
                await Task.Delay(Slow, TimeProvider.System);
                return runs;
            },
        };
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "1"), ("LoadPercent", "20"));
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "runs");
        list = [DaemonMessages.Execution("newer", 1)];
        await Eventually.IsAsync(() => began.Count >= 6);

        // The first ones show that they are slow.
        var calls = began.ToArray()[2..];
        var share = (calls.Length - 1) * Slow / TimeProvider.System.GetElapsedTime(calls[0], calls[^1]);
        share.ShouldBeLessThan(0.21);
    }
}
