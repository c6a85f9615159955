using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Logs that subscribers read from a daemon, passed through as they arrive.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class DaemonLogsTests
{
    private readonly DaemonScript _script = new();

    [Fact]
    public async Task StreamLogs_TimesWithoutAZone_AreTakenAsUtc()
    {
        StreamLogsRequest? asked = null;
        _script.StreamLogs = async (request, lines, _) =>
        {
            asked = request;
            await lines.WriteAsync(new LogEntry { Timestamp = "2026-01-15T05:10:45.678", Level = "INFO", Message = "started\u0007" });
            await lines.WriteAsync(new LogEntry { Timestamp = "", Message = "" });
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Live);

        var lines = await LinesAsync(collector, tailLines: -3, follow: false).DefaultTimeout();

        asked.ShouldBe(new StreamLogsRequest { ExecutionId = "e1", TailLines = 0 });
        lines.ShouldBe(
        [
            new LogLine { Timestamp = new DateTimeOffset(2026, 1, 15, 5, 10, 45, 678, TimeSpan.Zero), Level = "INFO", Message = "started" },
            new LogLine { Timestamp = null, Level = null, Message = "" },
        ]);
    }

    [Fact]
    public async Task StreamLogs_DaemonRefuses_ReportsTheReason()
    {
        _script.StreamLogs = (_, _, _) => throw Rpc.Error(StatusCode.PermissionDenied, "read only");
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Live);

        (await Should.ThrowAsync<DaemonCallException>(() => LinesAsync(collector).DefaultTimeout())).Message
            .ShouldBe("Daemon 'default': StreamLogs is not allowed with the credentials of Daemons:0:Token (PERMISSION_DENIED: read only).");
    }

    [Fact]
    public async Task StreamLogs_DaemonStopsAndTheLogIsNotFollowed_EndsWithTheReason()
    {
        _script.StreamLogs = EndlessLogAsync;
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Live);
        await using var lines = await OpenLogAsync(collector, follow: false);

        await daemon.StopAsync();

        (await Should.ThrowAsync<DaemonCallException>(() => lines.MoveNextAsync().AsTask().DefaultTimeout())).Message.ShouldStartWith("Daemon 'default': ");
        await collector.UntilAsync(SourceState.Down);
        (await Should.ThrowAsync<DaemonCallException>(() => LinesAsync(collector).DefaultTimeout())).ShouldSatisfyAllConditions(
            down => down.Message.ShouldStartWith("Daemon 'default': Unable to connect to FLEXT daemon: "),
            down => down.Code.ShouldBe(HubErrorCodes.Unavailable));
    }

    [Fact]
    public async Task StreamLogs_MoreThanTheLimit_AreRefusedUntilOneIsClosed()
    {
        _script.StreamLogs = EndlessLogAsync;
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("LogLimit", "2"));
        await collector.UntilAsync(SourceState.Live);
        await using var one = await OpenLogAsync(collector, caller: "ada");
        await using var other = await OpenLogAsync(collector, caller: "bob");

        (await Should.ThrowAsync<DaemonCallException>(() => OpenLogAsync(collector, caller: "eve"))).Message
            .ShouldBe("Daemon 'default': the most logs that Daemons:0:LogLimit allows (2, of one person 1) are open already; close one and try again.");

        await one.DisposeAsync();
        await using var next = await OpenLogAsync(collector, caller: "eve");
        (daemon.CallsOf("StreamLogs"), daemon.MostAtOnce("StreamLogs") <= 3).ShouldBe((3, true));
    }

    [Fact]
    public async Task StreamLogs_WhileTwoPeopleHaveAll_ClosesTheLongestIdleOneForAThird()
    {
        _script.StreamLogs = EndlessLogAsync;
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("LogLimit", "4"));
        await collector.UntilAsync(SourceState.Live);
        await using var oldest = await OpenLogAsync(collector, caller: "ada");
        await using var second = await OpenLogAsync(collector, caller: "ada");
        await using var third = await OpenLogAsync(collector, caller: "bob");
        await using var fourth = await OpenLogAsync(collector, caller: "bob");
        var closed = oldest.MoveNextAsync().AsTask();

        await using var next = await OpenLogAsync(collector, caller: "eve");

        (await Should.ThrowAsync<DaemonCallException>(() => closed.DefaultTimeout())).ShouldSatisfyAllConditions(
            failure => failure.Message.ShouldBe("Daemon 'default': the log was closed, because others want to read one; open it again later."),
            failure => failure.Code.ShouldBe(HubErrorCodes.Unavailable));
        (await Should.ThrowAsync<DaemonCallException>(() => OpenLogAsync(collector, caller: "eve"))).Message.ShouldContain("of one person 2");
    }

    [Fact]
    public async Task StreamLogs_SubscriberLeaves_EndsItAtTheDaemonToo()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.StreamLogs = async (_, lines, context) =>
        {
            await lines.WriteAsync(new LogEntry { Message = "first" });
            await using var ending = context.CancellationToken.Register(() => ended.TrySetResult());
            await ended.Task;
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Live);

        await foreach (var line in collector.Calls.Route("default").StreamLogsAsync("e1", 10, true, TestContext.Current.CancellationToken))
        {
            line.Message.ShouldBe("first");
            break;
        }

        await ended.Task.DefaultTimeout();
    }

    /// <summary>A daemon's log that has one line and does not end.</summary>
    private static async Task EndlessLogAsync(StreamLogsRequest request, IServerStreamWriter<LogEntry> lines, ServerCallContext context)
    {
        await lines.WriteAsync(new LogEntry { Message = "first" });
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
    }

    /// <summary>Opens a log and reads its first line.</summary>
    private static async Task<IAsyncEnumerator<LogLine>> OpenLogAsync(CollectorHost collector, bool follow = true, string caller = "")
    {
        var log = collector.Calls.Route("default", caller).StreamLogsAsync("e1", 10, follow, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await log.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        return log;
    }

    private static async Task<List<LogLine>> LinesAsync(CollectorHost collector, int tailLines = 10, bool follow = true)
    {
        var lines = new List<LogLine>();
        await foreach (var line in collector.Calls.Route("default").StreamLogsAsync("e1", tailLines, follow, CancellationToken.None))
        {
            lines.Add(line);
        }

        return lines;
    }
}
