using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The executions in view, against a real gRPC server with a list that changes.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class ExecutionsInViewTests
{
    private readonly DaemonScript _script = new();
    private volatile IReadOnlyList<Execution> _list = [];

    public ExecutionsInViewTests() => _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(_list));

    [Fact]
    public async Task Watch_ExecutionsChange_PublishesOnlyWhatChanged()
    {
        _list = [DaemonMessages.Execution("b", 1, Status.Running), DaemonMessages.Execution("a", 0)];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync<ExecutionData>(execution => execution is { Id: "a", PipelineName: "Orders to warehouse" });
        await collector.UntilAsync<ExecutionData>(execution => execution is { Id: "b", PipelineName: "Orders to warehouse" });
        collector.Forget();

        _list = [DaemonMessages.Execution("b", 1), DaemonMessages.Execution("a", 0)];
        var ended = await collector.UntilAsync<ExecutionData>(execution => execution.Id == "b" && execution.Status == ExecutionStatus.Success);

        ended.Duration.ShouldBe("1m 30s");
        collector.Messages.OfType<ExecutionData>().ShouldHaveSingleItem().ShouldBe(ended);
    }

    [Fact]
    public async Task Watch_DaemonRestartedWithOtherExecutions_RemovesTheOldOnes()
    {
        _list = [.. DaemonMessages.Executions(3)];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "e2");

        await daemon.StopAsync();
        await collector.UntilAsync(SourceState.Down);
        (collector.Has(Key("e0")), collector.Has(Key("e2"))).ShouldBe((true, true));
        _list = [DaemonMessages.Execution("other", 1)];
        await daemon.StartAsync();
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "other");

        collector.Messages.OfType<ExecutionRemoved>().Select(removed => removed.Id).ShouldBe(["e0", "e1", "e2"], ignoreOrder: true);
        collector.OutOfView.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_NewerOnesTakeTheirPlace_LeaveTheViewAndAreNotRemoved()
    {
        _list = [.. DaemonMessages.Executions(3)];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "3"));
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "e2");

        _list = [.. DaemonMessages.Executions(5).Take(3)];
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "e4");
        await collector.UntilAsync(() => collector.OutOfView.Count == 2);

        collector.OutOfView.ShouldBe([Key("e0"), Key("e1")], ignoreOrder: true);
        collector.Messages.OfType<ExecutionRemoved>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_OneIsDeleted_IsRemoved()
    {
        _list = [.. DaemonMessages.Executions(3)];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "e1");

        _list = [DaemonMessages.Execution("e2", 2), DaemonMessages.Execution("e0", 0)];
        var removed = await collector.EverAsync<ExecutionRemoved>(removed => removed.Id == "e1");

        removed.ObservedAt.ShouldNotBeNull();
        (collector.Has(Key("e0")), collector.Has(Key("e1")), collector.Has(Key("e2"))).ShouldBe((true, false, true));
    }

    [Fact]
    public async Task Watch_RunningOnePastTheLimit_IsRequestedSinglyUntilItHasEnded()
    {
        var runs = DaemonMessages.Execution("runs", 0, Status.Running);
        _script.GetExecution = (request, _) => Task.FromResult(request.Id == "runs" ? runs : throw Rpc.Error(StatusCode.NotFound));
        _list = [runs];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "2"));
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "runs");

        _list = [DaemonMessages.Execution("n2", 2), DaemonMessages.Execution("n1", 1)];
        runs = new Execution(runs) { RecordsProcessed = 5000 };
        await collector.UntilAsync<ExecutionData>(execution => execution is { Id: "runs", RecordsProcessed: 5000, Status: ExecutionStatus.Running });
        runs = DaemonMessages.Execution("runs", 0, Status.Failed);
        await collector.UntilAsync<ExecutionData>(execution => execution is { Id: "runs", Status: ExecutionStatus.Failed });

        collector.Messages.OfType<ExecutionRemoved>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.Unimplemented)]
    [InlineData(StatusCode.Unknown)]
    public async Task Watch_RunningOnePastTheLimitCannotBeRequested_IsRemoved(StatusCode code)
    {
        _script.GetExecution = (_, _) => throw Rpc.Error(code);
        _list = [DaemonMessages.Execution("runs", 0, Status.Running)];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "1"));
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "runs");

        _list = [DaemonMessages.Execution("newer", 1)];

        await collector.EverAsync<ExecutionRemoved>(removed => removed.Id == "runs");
        (await collector.UntilAsync(SourceState.Live)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Watch_ManyRunPastTheLimit_AreAllRequestedInTurn()
    {
        const int Many = 50;
        var asked = new ConcurrentDictionary<string, bool>();
        _script.GetExecution = (request, _) =>
        {
            asked[request.Id] = true;
            return Task.FromResult(DaemonMessages.Execution(request.Id, 0, Status.Running));
        };
        _list = [.. Enumerable.Range(0, Many).Select(i => DaemonMessages.Execution($"r{i}", 0, Status.Running))];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "1"));
        await collector.UntilAsync(() => Enumerable.Range(0, Many).All(i => collector.Has(Key($"r{i}"))));

        _list = [DaemonMessages.Execution("newer", 1)];

        await collector.UntilAsync(() => asked.Count == Many);
        daemon.MostAtOnce("GetExecution").ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Watch_SingleRequestsAreNotAnswered_DelayTheListByOneDeadlineOnly()
    {
        const int AtOnce = 4;
        _script.GetExecution = async (_, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return new Execution();
        };
        _list = [.. Enumerable.Range(0, 20).Select(i => DaemonMessages.Execution($"r{i}", 0, Status.Running))];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "1"), ("Deadline", "00:00:00.5"));
        await collector.UntilAsync(() => Enumerable.Range(0, 20).All(i => collector.Has(Key($"r{i}"))));
        var before = daemon.CallsOf(Rpc.List);

        _list = [DaemonMessages.Execution("newer", 1)];
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.List) > before + 3);

        daemon.CallsOf("GetExecution").ShouldBeLessThanOrEqualTo(AtOnce * (daemon.CallsOf(Rpc.List) - before));
        collector.Has(Key("r0")).ShouldBeTrue();
    }

    [Fact]
    public async Task Watch_PipelinesOnSeveralPages_AreAllNamed()
    {
        var pipelines = Enumerable.Range(0, 250).Select(i => new Pipeline { Id = $"p{i}", Name = $"Pipeline {i}" }).ToList();
        _script.PipelinePages = request => new ListPipelinesResponse
        {
            // Smaller pages than requested.
            Pipelines = { pipelines.Skip(request.Offset).Take(100) },
            Total = pipelines.Count,
        };
        var execution = DaemonMessages.Execution("e1");
        execution.PipelineId = "p249";
        _list = [execution];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        await collector.UntilAsync<ExecutionData>(execution => execution.PipelineName == "Pipeline 249");
    }

    private static MessageKey Key(string id) => new("default", MessageKind.Execution, id);
}
