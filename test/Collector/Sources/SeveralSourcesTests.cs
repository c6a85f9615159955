using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Two daemons at once, the log lines about them, and the order of a collector's messages.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed partial class SeveralSourcesTests
{
    private const int Well = 2101;
    private const int Failing = 2102;

    [Fact]
    public async Task Watch_OneOfTwoStops_TheOtherIsNotAffected()
    {
        await using var first = await ScriptedDaemon.StartAsync();
        await using var second = await ScriptedDaemon.StartAsync(service: "flx.FlxService");
        await using var collector = await TwoAsync(first, second);
        await collector.UntilAsync(SourceState.Live, "first");
        await collector.UntilAsync<SourceStatus>(status => status is { State: SourceState.Live, Version: not null }, "second");
        collector.Forget();

        await first.StopAsync();
        await collector.UntilAsync(SourceState.Down, "first");
        second.Script.Change();
        await collector.UntilAsync<DashboardStats>(stats => stats.CpuUsage == 77, "second");

        collector.Messages.OfType<SourceStatus>().ShouldAllBe(status => status.Source == "first");
        (await collector.UntilAsync<DashboardStats>(stats => stats.Fallback, "first")).Source.ShouldBe("first");
    }

    [Fact]
    public async Task Watch_SameExecutionIdAtBoth_AreTwoKeys()
    {
        await using var first = await ScriptedDaemon.StartAsync(new DaemonScript { ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("e1"))) });
        await using var second = await ScriptedDaemon.StartAsync(
            new DaemonScript { ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("e1", status: Proto.Status.Failed))) }, "flx.FlxService");
        await using var collector = await TwoAsync(first, second);

        (await collector.UntilAsync<ExecutionData>(_ => true, "first")).Status.ShouldBe(ExecutionStatus.Success);
        (await collector.UntilAsync<ExecutionData>(_ => true, "second")).Status.ShouldBe(ExecutionStatus.Failed);
    }

    [Fact]
    public async Task Watch_StopsAndReturns_LogsOneLineForEachChangeOfState()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Live);
        await daemon.StopAsync();
        await collector.UntilAsync(SourceState.Down);

        // After several attempts.
        await Task.Delay(TimeSpan.FromSeconds(1.2), TimeProvider.System, TestContext.Current.CancellationToken);
        await daemon.StartAsync();
        await collector.UntilAsync(SourceState.Live);

        // On a busy machine one feed may be late, so that the source is degraded for a moment first. The feed may leave that out, the log does not.
        var lines = collector.Log.Entries.Where(line => line.Event is Well or Failing).Select(line => line.Text).ToList();
        var changes = lines.Select(line => Change().Match(line)).ToList();
        lines[0].ShouldBe($"Source default is Connecting (was (null)) at {daemon.Address}");
        changes.ShouldAllBe(change => change.Success && change.Groups["now"].Value != change.Groups["before"].Value);
        changes.Skip(1).Select(change => change.Groups["before"].Value).ShouldBe(changes.SkipLast(1).Select(change => change.Groups["now"].Value));
        changes.Count(change => change.Groups["now"].Value == nameof(SourceState.Down)).ShouldBe(1);
        changes[^1].Groups["now"].Value.ShouldBe(nameof(SourceState.Live));
        lines[^1].ShouldEndWith($" at {daemon.Address}");
        lines.ShouldContain(line => line.StartsWith("Source default is Down (was Live): Unable to connect to FLEXT daemon: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_AnyMessages_AreNumberedInOneEpoch()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(new DaemonScript { ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Executions(5))) });
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "e0");

        var messages = collector.Messages;

        messages.Select(message => message.Epoch).Distinct().ShouldHaveSingleItem().ShouldBeGreaterThan(1_700_000_000_000);
        messages.GroupBy(message => message.Key).ShouldAllBe(ofKey => ofKey.Select(message => message.Sequence).SequenceEqual(ofKey.Select(message => message.Sequence).Order()));
        messages.Select(message => message.Sequence).ShouldBeUnique();
    }

    private static Task<CollectorHost> TwoAsync(ScriptedDaemon first, ScriptedDaemon second) => CollectorHost.StartAsync(
        ("Daemons:0:Name", "first"),
        ("Daemons:0:Address", first.Address),
        ("Daemons:0:Interval", "00:00:00.2"),
        ("Daemons:1:Name", "second"),
        ("Daemons:1:Address", second.Address),
        ("Daemons:1:Interval", "00:00:00.2"),
        ("Daemons:1:Service", "flx.FlxService"));

    [GeneratedRegex("^Source default is (?<now>[A-Z][a-z]+) \\(was (?<before>[A-Z][a-z]+|\\(null\\))\\)")]
    private static partial Regex Change();
}
