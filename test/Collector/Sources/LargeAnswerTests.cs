using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Answers and status texts that are far larger than usual hurt only what they belong to.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class LargeAnswerTests
{
    private readonly DaemonScript _script = new();

    [Theory]
    [InlineData(200_000)]
    [InlineData(1_000_000)]
    [InlineData(10_000_000)]
    public async Task HealthCheck_StatusTextOfManyBytes_DegradesHealthAloneAtTheUsualPace(int bytes)
    {
        _script.HealthCheck = _ => throw Rpc.Error(StatusCode.Internal, $"Traceback: {new string('x', bytes)}");
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "00:00:01"));

        var status = await collector.UntilAsync<SourceStatus>(status => status.State == SourceState.Degraded && status.Feeds["health"].Error is { } error && error.StartsWith("HealthCheck", StringComparison.Ordinal));
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.Stats) >= 4);

        status.Feeds["health"].Error.ShouldNotBeNull().ShouldStartWith("HealthCheck failed (INTERNAL: Traceback: xxx");
        collector.Messages.OfType<SourceStatus>().SelectMany(status => new[] { status.Feeds["stats"].Error, status.Feeds["executions"].Error }).ShouldBeSubsetOf([null, "Has not answered yet"]);
        daemon.CallsOf(Rpc.Health).ShouldBeLessThanOrEqualTo(daemon.CallsOf(Rpc.Stats) + 2);
        daemon.CallsOf(Rpc.List).ShouldBeLessThanOrEqualTo(daemon.CallsOf(Rpc.Stats) + 2);
    }

    [Fact]
    public async Task Calls_StatusTextOfAMegabyteOrLargeHeaders_LeaveTheSourceLive()
    {
        var text = $"Traceback: {new string('x', 1_000_000)}";
        _script.StreamExecution = (_, _, _) => throw Rpc.Error(StatusCode.Internal, text);
        _script.StreamLogs = (_, _, _) => throw Rpc.Error(StatusCode.Internal, text);
        _script.RunPipeline = (_, _) => throw Rpc.Error(StatusCode.Internal, text);
        _script.GetSystemInfo = async context =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "trace", text } });
            context.ResponseTrailers.Add("trace", text);
            return new Proto.SystemInfo { Version = "1.0.0" };
        };
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("runs", 0, Proto.Status.Running)));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync<SourceStatus>(status => status is { State: SourceState.Live, Version: "1.0.0" });
        var calls = collector.Calls.Route("default");

        var run = await Should.ThrowAsync<DaemonCallException>(() => calls.RunPipelineAsync("orders", false, TestContext.Current.CancellationToken));
        var logs = await Should.ThrowAsync<DaemonCallException>(async () => await calls.StreamLogsAsync("runs", 0, false, TestContext.Current.CancellationToken).FirstAsync());
        var sampled = daemon.CallsOf(Rpc.Stats);
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.Stats) > sampled + 2 && daemon.CallsOf("StreamExecution") > 0);

        run.Message.ShouldStartWith("Daemon 'default': RunPipeline failed (INTERNAL: Traceback: xxx");
        logs.Message.ShouldStartWith("Daemon 'default': StreamLogs failed (INTERNAL: Traceback: xxx");
        collector.Messages.OfType<SourceStatus>().SkipWhile(status => status.State != SourceState.Live).ShouldAllBe(status => status.State == SourceState.Live);
    }

    [Fact]
    public async Task HealthCheck_WithVeryManyMapEntries_DegradesHealthAlone()
    {
        _script.HealthCheck = _ =>
        {
            var health = new Proto.HealthStatus { Healthy = true };
            var component = new Proto.ComponentHealth { Healthy = true };
            for (var i = 0; i < MapEntryLimit.Most; i++)
            {
                component.Metadata.Add($"{i}", "");
            }

            health.Components.Add("database", component);
            return Task.FromResult(health);
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "00:00:01"));

        var status = await collector.UntilAsync<SourceStatus>(status => status.State == SourceState.Degraded && status.Feeds["health"].Error is { } error && error.StartsWith("The answer", StringComparison.Ordinal));

        status.Feeds["health"].Error.ShouldBe("The answer to HealthCheck has more than 50,000 map entries, the most that are accepted");
        status.Feeds["stats"].Error.ShouldBeNull();
    }

    [Fact]
    public async Task ListExecutions_RunsWithMuchOutput_AreReadInSmallerPages()
    {
        var runs = DaemonMessages.Executions(50).ToList();
        runs.ForEach(run => run.ErrorMessage = new string('e', 100_000));
        _script.ListExecutions = (request, _) => Task.FromResult(DaemonMessages.List(runs.Skip(request.Offset).Take(request.Limit)));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync(SourceState.Live);

        status.Error.ShouldBeNull();
        await collector.UntilAsync(() => runs.All(run => collector.Has(new MessageKey("default", MessageKind.Execution, run.Id))));
    }

    [Fact]
    public async Task ListExecutions_OneRunTooLargeAlone_IsLeftOutAndReported()
    {
        var runs = DaemonMessages.Executions(20).ToList();
        runs[7].ErrorMessage = new string('e', 5_000_000);
        _script.ListExecutions = (request, _) => Task.FromResult(DaemonMessages.List(runs.Skip(request.Offset).Take(request.Limit)));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync<SourceStatus>(status => status.Feeds["executions"].Notice is not null);
        await collector.UntilAsync(() => collector.Has(new MessageKey("default", MessageKind.Execution, runs[19].Id)));

        status.Feeds["executions"].Notice.ShouldBe("1 execution is not shown: it is larger than the 4,194,304 bytes that Daemons:0:MaxMessageBytes allows");
        runs.Where(run => run != runs[7]).ShouldAllBe(run => collector.Has(new MessageKey("default", MessageKind.Execution, run.Id)));
    }

    [Fact]
    public async Task GetExecution_RunningOnePastTheLimitIsTooLarge_HasAnUnknownStatusAndIsRequestedOnce()
    {
        var runs = DaemonMessages.Execution("runs", 0, Proto.Status.Running);
        IReadOnlyList<Proto.Execution> list = [runs];
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(list));
        _script.GetExecution = (_, _) => Task.FromResult(new Proto.Execution(runs) { ErrorMessage = new string('e', 5_000_000) });
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("ExecutionLimit", "2"));
        await collector.UntilAsync<ExecutionData>(execution => execution is { Id: "runs", Status: ExecutionStatus.Running });

        list = [DaemonMessages.Execution("n2", 2), DaemonMessages.Execution("n1", 1)];
        var shown = await collector.UntilAsync<ExecutionData>(execution => execution is { Id: "runs", Status: ExecutionStatus.Unknown });
        var calls = daemon.CallsOf(Rpc.List);
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.List) > calls + 3);

        shown.ErrorMessage.ShouldBe("The status is unknown. The answer to GetExecution is larger than the 4,194,304 bytes that Daemons:0:MaxMessageBytes allows");
        daemon.CallsOf("GetExecution").ShouldBe(1);
        collector.Messages.OfType<ExecutionRemoved>().ShouldBeEmpty();
    }

    [Fact]
    public async Task ListPipelines_LargeConfigurations_AreReadInSmallerPages()
    {
        var pipelines = Enumerable.Range(0, 60).Select(i => new Proto.Pipeline { Id = $"p{i}", Name = $"Pipeline {i}", Description = new string('d', 200_000) }).ToList();
        pipelines[7].Description = new string('d', 5_000_000);
        _script.PipelinePages = request => new Proto.ListPipelinesResponse { Pipelines = { pipelines.Skip(request.Offset).Take(request.Limit) }, Total = pipelines.Count };
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(new Proto.Execution(DaemonMessages.Execution("run")) { PipelineId = "p59" }));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        await collector.UntilAsync<ExecutionData>(execution => execution.PipelineName == "Pipeline 59");
        var status = await collector.UntilAsync<SourceStatus>(status => status is { State: SourceState.Live } && status.Feeds["executions"].Notice is not null);

        status.Feeds["executions"].Notice.ShouldBe("1 pipeline is not known: it is larger than the 4,194,304 bytes that Daemons:0:MaxMessageBytes allows");
        collector.Messages.OfType<PipelineDefinition>().Select(pipeline => pipeline.Id).Distinct().Count().ShouldBe(59);
    }
}
