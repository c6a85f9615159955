using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using HealthStatus = FlextMonitor.Contracts.HealthStatus;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Slow and failing feeds, against a real gRPC server.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class FeedFailureTests
{
    private readonly DaemonScript _script = new() { ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Executions(3))) };

    public static TheoryData<string, StatusCode> SingleFailures { get; } = new MatrixTheoryData<string, StatusCode>(
        [Rpc.Stats, Rpc.Health, Rpc.List], [StatusCode.Unimplemented, StatusCode.Unknown, StatusCode.Internal, StatusCode.PermissionDenied, StatusCode.Unauthenticated])
        .Aggregate(new TheoryData<string, StatusCode>(), (all, row) => { all.Add(row.Data); return all; });

    [Fact]
    public async Task Watch_StatsTakeJustOverASecond_StaysLive()
    {
        var sampled = new SemaphoreSlim(0);
        var answer = _script.GetSystemStats;
        _script.GetSystemStats = async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System, context.CancellationToken);
            sampled.Release();
            return await answer(context);
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Live);
        collector.Forget();

        for (var i = 0; i < 3; i++)
        {
            (await sampled.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue();
        }

        collector.Messages.OfType<SourceStatus>().ShouldNotContain(status => status.State != SourceState.Live);
    }

    [Theory]
    [MemberData(nameof(SingleFailures))]
    public async Task Watch_OneRpcFails_IsDegradedAndKeepsItsLastFiguresWithTheError(string rpc, StatusCode code)
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Live);

        var mend = _script.Fail(rpc, code);
        var status = await collector.UntilAsync(SourceState.Degraded);
        var stats = await collector.UntilAsync<DashboardStats>(stats => stats.Error is not null == (rpc == Rpc.Stats));
        var health = await collector.UntilAsync<HealthStatus>(health => health.Error is not null == (rpc == Rpc.Health));

        var error = status.Feeds[Rpc.FeedOf(rpc)].Error.ShouldNotBeNull();
        error.ShouldStartWith(rpc);
        status.Error.ShouldBe($"{Rpc.FeedOf(rpc)}: {error}");
        status.Feeds.Where(feed => feed.Key != Rpc.FeedOf(rpc)).ShouldAllBe(feed => feed.Value.Ok && feed.Value.Error == null);
        (stats.Fallback, stats.CpuUsage, stats.LastKnown, stats.Error).ShouldBe((false, 12.5, null, rpc == Rpc.Stats ? error : null));
        (health.Fallback, health.Healthy, health.Components.Count, health.LastKnown, health.Error).ShouldBe((false, true, 1, null, rpc == Rpc.Health ? error : null));
        collector.Has(new MessageKey("default", MessageKind.Execution, "e2")).ShouldBeTrue();

        mend();
        var live = await collector.UntilAsync(SourceState.Live);
        live.Error.ShouldBeNull();
        (await collector.UntilAsync<DashboardStats>(stats => stats.Error is null)).CpuUsage.ShouldBe(12.5);
        await collector.UntilAsync<HealthStatus>(health => health.Error is null);
    }

    [Theory]
    [InlineData(Rpc.Stats)]
    [InlineData(Rpc.Health)]
    [InlineData(Rpc.List)]
    public async Task Watch_OneRpcFails_TheOthersStayLive(string rpc)
    {
        _script.Fail(rpc, StatusCode.Unimplemented);
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Degraded);

        _script.Change();

        if (rpc != Rpc.Stats)
        {
            await collector.UntilAsync<DashboardStats>(stats => stats.CpuUsage == 77);
        }

        if (rpc != Rpc.Health)
        {
            await collector.UntilAsync<HealthStatus>(health => !health.Healthy);
        }

        if (rpc != Rpc.List)
        {
            await collector.UntilAsync<ExecutionData>(execution => execution.Id == "fresh");
        }
    }

    [Theory]
    [InlineData(Rpc.Stats)]
    [InlineData(Rpc.Health)]
    [InlineData(Rpc.List)]
    public async Task Watch_FeedThatNeverAnswered_SendsNoMessage(string rpc)
    {
        _script.Fail(rpc, StatusCode.Unknown);
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        await collector.UntilAsync(SourceState.Degraded);
        await collector.UntilAsync<Heartbeat>(heartbeat => heartbeat.ObservedAt is not null);

        var kinds = collector.Messages.Select(message => message.Key.Kind).Distinct().ToList();
        kinds.Contains(MessageKind.Stats).ShouldBe(rpc != Rpc.Stats);
        kinds.Contains(MessageKind.Health).ShouldBe(rpc != Rpc.Health);
        kinds.Contains(MessageKind.Execution).ShouldBe(rpc != Rpc.List);
    }

    [Fact]
    public async Task Watch_EveryRpcAnswersWithAnError_IsDegradedNotDown()
    {
        string[] rpcs = [Rpc.Stats, Rpc.Health, Rpc.List];
        Array.ForEach(rpcs, rpc => _script.Fail(rpc, StatusCode.Unauthenticated, "no token"));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync(SourceState.Degraded);

        status.Error.ShouldBe(string.Join("; ", rpcs.Select(rpc =>
            $"{Rpc.FeedOf(rpc)}: {rpc} requires valid credentials; see Daemons:0:Token (UNAUTHENTICATED: no token)")));
        collector.Messages.OfType<SourceStatus>().ShouldNotContain(seen => seen.State == SourceState.Down);
        status.ObservedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Watch_PermissionDenied_NamesTheSettingOfTheCredentials()
    {
        _script.Fail(Rpc.List, StatusCode.PermissionDenied, "read only");
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        (await collector.UntilAsync(SourceState.Degraded)).Error
            .ShouldBe("executions: ListExecutions is not allowed with the credentials of Daemons:0:Token (PERMISSION_DENIED: read only)");
    }

    [Fact]
    public async Task Watch_UnavailableOnce_IsRetriedAtOnce()
    {
        var answer = _script.HealthCheck;
        _script.HealthCheck = _ =>
        {
            _script.HealthCheck = answer;
            throw Rpc.Error(StatusCode.Unavailable, "starting");
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);

        // The fake clock does not advance, so there is no further sample.
        await using var collector = await CollectorHost.StartAsync(
            services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(DaemonMessages.Start)), ("Daemons:0:Address", daemon.Address));

        await collector.UntilAsync(SourceState.Live);

        collector.Messages.OfType<SourceStatus>().ShouldNotContain(status => status.State == SourceState.Degraded || status.State == SourceState.Down);
        daemon.CallsOf(Rpc.Health).ShouldBe(2);
    }

    [Fact]
    public async Task Watch_EveryRpcIsUnavailableTwice_IsDown()
    {
        Array.ForEach([Rpc.Stats, Rpc.Health, Rpc.List], rpc => _script.Fail(rpc, StatusCode.Unavailable, "draining"));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        (await collector.UntilAsync(SourceState.Down)).Error.ShouldBe($"Unable to connect to FLEXT daemon: GetSystemStats failed (UNAVAILABLE: draining) ({daemon.Address})");
    }

    [Fact]
    public async Task Watch_OtherRpcsFail_StaysLive()
    {
        var asked = new CountdownEvent(4);
        T Refuse<T>()
        {
            _ = asked.IsSet || asked.Signal();
            throw Rpc.Error(StatusCode.Unimplemented);
        }

        _script.GetSystemInfo = _ => Refuse<Task<SystemInfo>>();
        _script.ListPipelines = _ => Refuse<Task<ListPipelinesResponse>>();
        _script.StreamExecution = (_, _, _) => Refuse<Task>();
        _script.GetExecution = (_, _) => Refuse<Task<Execution>>();
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("runs", 0, Proto.Status.Running)));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "1"));
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "runs");

        // Drops out of the list, so that it is requested singly.
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("newer", 1)));
        await Task.Run(() => asked.Wait(TimeSpan.FromSeconds(30)), TestContext.Current.CancellationToken).DefaultTimeout();
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "newer");
        await collector.EverAsync<ExecutionRemoved>(removed => removed.Id == "runs");

        var status = await collector.UntilAsync(SourceState.Live);
        (status.Version, status.Environment).ShouldBe((null, null));
        (await collector.UntilAsync<ExecutionData>(execution => execution.Id == "newer")).PipelineName.ShouldBe("orders");
        collector.Messages.OfType<SourceStatus>().ShouldNotContain(seen => seen.State == SourceState.Degraded || seen.State == SourceState.Down);
    }

    [Fact]
    public async Task Watch_SlowFeed_IsNeverCalledWhileItsLastCallIsPending()
    {
        var sampled = new SemaphoreSlim(0);
        var answer = _script.HealthCheck;
        _script.HealthCheck = async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(0.4), TimeProvider.System, context.CancellationToken);
            sampled.Release();
            return await answer(context);
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "00:00:00.1"));

        for (var i = 0; i < 4; i++)
        {
            (await sampled.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue();
        }

        (daemon.MostAtOnce(Rpc.Stats), daemon.MostAtOnce(Rpc.Health), daemon.MostAtOnce(Rpc.List)).ShouldBe((1, 1, 1));
        daemon.CallsOf(Rpc.Stats).ShouldBeGreaterThan(daemon.CallsOf(Rpc.Health));
    }
}
