using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using ComponentHealth = FlextMonitor.Proto.ComponentHealth;
using HealthStatus = FlextMonitor.Contracts.HealthStatus;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Invalid or oversized answers of daemons, sent by a real gRPC server.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class InvalidAnswerTests
{
    private readonly DaemonScript _script = new() { ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Executions(3))) };

    [Theory]
    [InlineData(Rpc.Stats)]
    [InlineData(Rpc.Health)]
    [InlineData(Rpc.List)]
    public async Task Watch_UndecodableAnswer_DegradesThatFeed(string rpc)
    {
        _script.RawAnswers[rpc] = [0xff, 0xff, 0xff, 0xff, 0xff];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync(SourceState.Degraded);

        status.Error.ShouldNotBeNull().ShouldStartWith($"{Rpc.FeedOf(rpc)}: The answer to {rpc} cannot be decoded: ");
        status.Feeds.Values.Count(feed => feed.Ok).ShouldBe(2);
    }

    [Fact]
    public async Task Watch_InvalidUtf8_DegradesThatFeed()
    {
        // Field 2 is a map. Its key is the text x, changed into a byte that is not valid UTF-8.
        var sent = new Proto.HealthStatus { Components = { ["x"] = new ComponentHealth() } }.ToByteArray();
        sent[Array.IndexOf(sent, (byte)'x')] = 0xff;
        _script.RawAnswers[Rpc.Health] = sent;
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync(SourceState.Degraded);

        status.Error.ShouldNotBeNull().ShouldStartWith("health: The answer to HealthCheck cannot be decoded: ");
        (await collector.UntilAsync<DashboardStats>(_ => true)).CpuUsage.ShouldBe(12.5);
    }

    [Fact]
    public async Task Watch_EveryAnswerIsUndecodable_IsDegradedNotDown()
    {
        Array.ForEach([Rpc.Stats, Rpc.Health, Rpc.List], rpc => _script.RawAnswers[rpc] = [0xff, 0xff]);
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "01:00:00"));

        var status = await collector.UntilAsync(SourceState.Degraded);

        status.Feeds.Values.ShouldAllBe(feed => !feed.Ok && feed.Error!.Contains("cannot be decoded", StringComparison.Ordinal));
        collector.Messages.OfType<SourceStatus>().ShouldNotContain(seen => seen.State == SourceState.Down);
        daemon.CallsOf(Rpc.Stats).ShouldBe(1);
    }

    [Fact]
    public async Task Watch_AnswerPastTheLimit_DegradesThatFeedWithAnErrorThatNamesTheLimit()
    {
        var large = DaemonMessages.Execution("large");
        large.ErrorMessage = new string('x', 2 * 1024 * 1024);
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(large));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("MaxMessageBytes", "1048576"));

        var status = await collector.UntilAsync(SourceState.Degraded);

        status.Error.ShouldBe("executions: The answer to ListExecutions is larger than the 1,048,576 bytes that Daemons:0:MaxMessageBytes allows");
        status.Feeds[FeedNames.Stats].Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Watch_TextsOfTenMegabytes_AreCut()
    {
        var endless = DaemonMessages.Execution("endless", status: Proto.Status.Failed);
        endless.ErrorMessage = new string('x', 10 * 1024 * 1024);
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(endless));
        _script.GetExecution = (_, _) => Task.FromResult(endless);
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("MaxMessageBytes", "104857600"), ("Interval", "00:00:10"));

        var execution = await collector.UntilAsync<ExecutionData>(execution => execution.Id == "endless");
        var whole = await collector.Calls.Route("default").GetExecutionAsync("endless", TestContext.Current.CancellationToken).DefaultTimeout();

        (execution.ErrorMessage?.Length, whole.ErrorMessage?.Length).ShouldBe((4096, 1024 * 1024));
    }

    [Fact]
    public async Task Watch_InvalidFigures_NeverArrive()
    {
        _script.GetSystemStats = _ => Task.FromResult(new SystemStats
        {
            TotalExecutions = 0,
            SuccessRate = 100,
            CpuUsage = double.NaN,
            MemoryUsage = double.PositiveInfinity,
            UptimeSeconds = -1,
            ActiveConnections = -1,
            ActivePipelines = 5,
        });
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var stats = await collector.UntilAsync<DashboardStats>(_ => true);

        (stats.SuccessRate, stats.CpuUsage, stats.MemoryUsage, stats.UptimeSeconds, stats.ActiveConnections).ShouldBe((null, null, null, null, null));
        (stats.TotalExecutions, stats.ActivePipelines, stats.Fallback).ShouldBe((0, 5, false));
    }

    [Fact]
    public async Task Watch_MoreComponentsThanTheLimit_IsLiveWithANotice()
    {
        var sent = new Proto.HealthStatus { Healthy = true };
        for (var i = 0; i < 250; i++)
        {
            sent.Components.Add($"c{i}", new ComponentHealth { Healthy = true });
        }

        _script.HealthCheck = _ => Task.FromResult(sent);
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync(SourceState.Live);

        status.Feeds[FeedNames.Health].ShouldBe(new FeedStatus { Ok = true, Error = null, Notice = "250 components were sent; the first 200 by name are shown" });
        (await collector.UntilAsync<HealthStatus>(_ => true)).Components.Count.ShouldBe(200);
    }

    [Fact]
    public async Task Watch_ListThatIgnoresItsLimit_ShowsTheNewestWithANotice()
    {
        ListExecutionsRequest? asked = null;
        _script.ListExecutions = (request, _) =>
        {
            asked = request;
            return Task.FromResult(DaemonMessages.List(DaemonMessages.Executions(120)));
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "7"));

        var status = await collector.UntilAsync(SourceState.Live);
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "e119");

        // A limit of 0 or less would mean all, and daemons ignore filters, so only the limit is sent.
        asked.ShouldBe(new ListExecutionsRequest { Limit = 7 });
        status.Feeds[FeedNames.Executions].Notice.ShouldNotBeNull().ShouldStartWith("120 executions were sent although 7 were requested");
        collector.Messages.OfType<ExecutionData>().Select(execution => execution.Id).Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public async Task Watch_InvalidExecutions_ArriveCleaned()
    {
        var running = DaemonMessages.Execution("running", 2, Proto.Status.Running);
        running.FinishedAt = new Timestamp();
        var untimed = DaemonMessages.Execution("untimed");
        untimed.StartedAt = null;
        var strange = DaemonMessages.Execution("strange", 1, (Proto.Status)42);
        strange.FinishedAt = new Timestamp { Seconds = long.MaxValue, Nanos = -5 };
        strange.Metadata.Add("__proto__", "polluted");
        strange.TriggeredBy = "bell\u0007";
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(running, untimed, strange));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var first = await collector.UntilAsync<ExecutionData>(execution => execution.Id == "running");
        var second = await collector.UntilAsync<ExecutionData>(execution => execution.Id == "untimed");
        var third = await collector.UntilAsync<ExecutionData>(execution => execution.Id == "strange");

        (first.Status, first.FinishedAt, first.DurationSeconds, first.Progress).ShouldBe((ExecutionStatus.Running, null, null, null));
        (second.StartedAt, second.Status).ShouldBe((null, ExecutionStatus.Success));
        (third.Status, third.FinishedAt, third.Metadata.Count, third.TriggeredBy).ShouldBe((ExecutionStatus.Unknown, null, 0, "bell"));
    }
}
