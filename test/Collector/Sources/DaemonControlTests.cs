using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>What operators have a daemon do, and what is said if it is not certain that it was done.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class DaemonControlTests
{
    private readonly DaemonScript _script = new();

    [Fact]
    public async Task RunPipeline_Accepted_IsInViewWithoutWaitingForTheNextSample()
    {
        var started = DaemonMessages.Execution("new", status: Status.Pending);
        _script.RunPipeline = (request, _) =>
        {
            _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(started));
            return Task.FromResult(new Execution(started) { TriggeredBy = $"{request.PipelineId} full={request.FullRefresh}" });
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "01:00:00"));
        await collector.UntilAsync(SourceState.Live);

        var execution = await collector.Calls.Route("default").RunPipelineAsync("orders", fullRefresh: true, TestContext.Current.CancellationToken).DefaultTimeout();

        (execution.Id, execution.TriggeredBy, execution.Status).ShouldBe(("new", "orders full=True", ExecutionStatus.Pending));
        await collector.UntilAsync<ExecutionData>(seen => seen.Id == "new");
    }

    [Fact]
    public async Task RunPipeline_AnswerHasNoId_ReportsIt()
    {
        _script.RunPipeline = (_, _) => Task.FromResult(new Execution());
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var error = await Should.ThrowAsync<DaemonCallException>(
            () => collector.Calls.Route("default").RunPipelineAsync("orders", false, TestContext.Current.CancellationToken).DefaultTimeout());

        error.Message.ShouldBe("Daemon 'default': RunPipeline was carried out, but answered with an execution that has no usable id.");
    }

    [Fact]
    public async Task RunPipeline_Unavailable_IsNotStartedTwice()
    {
        _script.RunPipeline = (_, _) => throw Rpc.Error(StatusCode.Unavailable, "busy");
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var error = await Should.ThrowAsync<DaemonCallException>(
            () => collector.Calls.Route("default").RunPipelineAsync("orders", false, TestContext.Current.CancellationToken).DefaultTimeout());

        error.Message.ShouldBe($"Daemon 'default': RunPipeline failed (UNAVAILABLE: busy) ({daemon.Address}); it may have been carried out.");
        daemon.CallsOf("RunPipeline").ShouldBe(1);
    }

    [Fact]
    public async Task RunPipeline_StartedButNotAnswered_IsInViewWithoutWaitingForTheNextSample()
    {
        _script.RunPipeline = (_, _) =>
        {
            _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("new", status: Status.Pending)));
            throw Rpc.Error(StatusCode.Unavailable, "stream timeout");
        };
        var clock = new FakeTimeProvider(DaemonMessages.Start.AddDays(1));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.StartAsync(
            services => services.AddSingleton<TimeProvider>(clock), ("Daemons:0:Address", daemon.Address), ("Daemons:0:Interval", "01:00:00"), ("Daemons:0:Deadline", "00:10:00"));
        await collector.UntilAsync(SourceState.Live);

        // Until it settles, the source is sampled more often.
        await clock.AdvanceByAsync(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<DaemonCallException>(
            () => collector.Calls.Route("default").RunPipelineAsync("orders", false, TestContext.Current.CancellationToken).DefaultTimeout());

        await clock.AdvanceUntilAsync(collector.UntilAsync<ExecutionData>(seen => seen.Id == "new"), TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task RunPipeline_Refused_DoesNotReportThatItMayHaveBeenCarriedOut()
    {
        _script.RunPipeline = (_, _) => throw Rpc.Error(StatusCode.NotFound, "no pipeline orders");
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var error = await Should.ThrowAsync<DaemonCallException>(
            () => collector.Calls.Route("default").RunPipelineAsync("orders", false, TestContext.Current.CancellationToken).DefaultTimeout());

        error.Message.ShouldBe("Daemon 'default': RunPipeline failed (NOT_FOUND: no pipeline orders).");
    }

    [Fact]
    public async Task RunPipeline_NotAnsweredWithinTheDeadline_ReportsThatItMayHaveBeenCarriedOut()
    {
        _script.RunPipeline = async (_, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return new Execution();
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Deadline", "00:00:02"));
        await collector.UntilAsync(SourceState.Live);

        var error = await Should.ThrowAsync<DaemonCallException>(
            () => collector.Calls.Route("default").RunPipelineAsync("orders", false, TestContext.Current.CancellationToken).DefaultTimeout());

        error.Message.ShouldBe($"Daemon 'default': RunPipeline did not answer within 2 s (Daemons:0:Deadline) at {daemon.Address}; it may have been carried out.");
    }

    [Fact]
    public async Task RunPipeline_DaemonDiesMeanwhile_ReportsThatItMayHaveBeenCarriedOut()
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.RunPipeline = async (_, context) =>
        {
            called.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return new Execution();
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        var running = collector.Calls.Route("default").RunPipelineAsync("orders", false, TestContext.Current.CancellationToken);
        await called.Task.DefaultTimeout();

        await daemon.StopAsync();

        (await Should.ThrowAsync<DaemonCallException>(() => running.DefaultTimeout())).Message.ShouldSatisfyAllConditions(
            message => message.ShouldStartWith("Daemon 'default': RunPipeline "),
            message => message.ShouldNotContain("could not be called"),
            message => message.ShouldEndWith("; it may have been carried out."));
    }

    [Fact]
    public async Task CancelExecution_Accepted_CallsTheDaemonAndSamplesAgain()
    {
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("e1", status: Status.Running)));
        _script.CancelExecution = (request, _) =>
        {
            _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution(request.Id, status: Status.Cancelled)));
            return Task.FromResult(new Empty());
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "01:00:00"));
        await collector.UntilAsync<ExecutionData>(execution => execution.Status == ExecutionStatus.Running);

        await collector.Calls.Route("default").CancelExecutionAsync("e1", TestContext.Current.CancellationToken).DefaultTimeout();

        await collector.UntilAsync<ExecutionData>(execution => execution.Status == ExecutionStatus.Cancelled);
    }
}
