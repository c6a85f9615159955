using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Subscribers' calls to a daemon, and the errors if it cannot be reached.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class DaemonCallsTests
{
    private readonly DaemonScript _script = new();

    [Fact]
    public async Task GetExecution_KnownId_HasItsWholeErrorAndItsPipelinesName()
    {
        var failed = DaemonMessages.Execution("e1", status: Status.Failed);
        failed.ErrorMessage = new string('x', 10_000);
        _script.GetExecution = (_, _) => Task.FromResult(failed);
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(failed));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync<ExecutionData>(execution => execution.PipelineName == "Orders to warehouse");

        var execution = await collector.Calls.Route("default").GetExecutionAsync("e1", TestContext.Current.CancellationToken).DefaultTimeout();

        (execution.Id, execution.PipelineName, execution.ErrorMessage?.Length, execution.Status).ShouldBe(("e1", "Orders to warehouse", 10_000, ExecutionStatus.Failed));
        (execution.Epoch, execution.Sequence > 0).ShouldBe((collector.Messages[0].Epoch, true));
    }

    [Fact]
    public async Task ListExecutions_OfAPart_IsThatPart_WithoutWhatHasNoUsableId()
    {
        var list = DaemonMessages.List([.. Enumerable.Range(0, 5).Select(place => DaemonMessages.Execution($"e{place}"))]);
        list.Executions.Add(DaemonMessages.Execution(new string('x', 300)));
        ListExecutionsRequest? asked = null;
        _script.ListExecutions = (request, _) =>
        {
            asked = request.Offset > 0 ? request : asked;
            return Task.FromResult(list);
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync<ExecutionData>(execution => execution.PipelineName == "Orders to warehouse");

        var page = await collector.Calls.Route("default").ListExecutionsAsync(200, 400, TestContext.Current.CancellationToken).DefaultTimeout();

        (asked?.Limit, asked?.Offset, page.Sent, page.IsTooLarge).ShouldBe((200, 400, 6, false));
        page.Executions.Select(execution => (execution.Id, execution.PipelineName)).ShouldBe(Enumerable.Range(0, 5).Select(place => ($"e{place}", "Orders to warehouse")));
    }

    [Fact]
    public async Task ListExecutions_LargerThanTheSettingsAllow_SaysSo()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("MaxMessageBytes", "1048576"));
        await collector.UntilAsync(SourceState.Live);
        var large = DaemonMessages.Execution("e1", status: Status.Failed);
        large.ErrorMessage = new string('x', 1_500_000);
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(large));

        var page = await collector.Calls.Route("default").ListExecutionsAsync(200, 0, TestContext.Current.CancellationToken).DefaultTimeout();

        (page.Executions.Count, page.IsTooLarge).ShouldBe((0, true));
    }

    [Fact]
    public async Task GetExecution_UnknownId_ReportsNotFound()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var error = await Should.ThrowAsync<DaemonCallException>(
            () => collector.Calls.Route("default").GetExecutionAsync("e9", TestContext.Current.CancellationToken).DefaultTimeout());

        error.Message.ShouldBe("Daemon 'default': GetExecution failed (NOT_FOUND: no execution e9).");
    }

    [Fact]
    public async Task GetExecution_UnknownDaemon_ListsTheKnownOnes()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var error = await Should.ThrowAsync<DaemonCallException>(
            () => collector.Calls.Route("other").GetExecutionAsync("e1", TestContext.Current.CancellationToken).DefaultTimeout());

        error.Message.ShouldBe("There is no daemon 'other'. Known daemons: 'default'.");
        collector.Sources.Names.ShouldBe(["default"]);
    }

    [Fact]
    public async Task GetExecution_DaemonIsDown_ReportsThatItCannotBeReached()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await daemon.StopAsync();
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Down);

        var error = await Should.ThrowAsync<DaemonCallException>(
            () => collector.Calls.Route("default").GetExecutionAsync("e1", TestContext.Current.CancellationToken).DefaultTimeout());

        // The watcher's own retry may replace the connection at that very moment.
        error.Message.ShouldBeOneOf(
            $"Daemon 'default': GetExecution could not be called: Connection refused ({daemon.Address}).",
            "Daemon 'default': GetExecution got no answer: the connection was lost.");
    }

    [Fact]
    public async Task GetExecution_EndPublishedBeforeTheAnswerArrives_IsOlderThanTheEnd()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<Execution>(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("e1", status: Status.Running)));
        _script.GetExecution = (_, _) =>
        {
            asked.SetResult();
            return answer.Task;
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync<ExecutionData>(execution => execution.Status == ExecutionStatus.Running);
        var asking = collector.Calls.Route("default").GetExecutionAsync("e1", TestContext.Current.CancellationToken);
        await asked.Task.DefaultTimeout();

        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("e1")));
        var ended = await collector.UntilAsync<ExecutionData>(execution => execution.Status == ExecutionStatus.Success);
        answer.SetResult(DaemonMessages.Execution("e1", status: Status.Running));

        (await asking.DefaultTimeout()).ShouldSatisfyAllConditions(
            execution => execution.Status.ShouldBe(ExecutionStatus.Running),
            execution => execution.Epoch.ShouldBe(ended.Epoch),
            execution => execution.Sequence.ShouldBeLessThan(ended.Sequence));
    }

    [Fact]
    public async Task GetExecution_Cancelled_Throws()
    {
        _script.GetExecution = async (_, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return new Execution();
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        using var cancel = new CancellationTokenSource();
        var asking = collector.Calls.Route("default").GetExecutionAsync("e1", cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking.DefaultTimeout());
    }
}
