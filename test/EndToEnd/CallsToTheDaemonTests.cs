using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.EndToEnd.Tests;

/// <summary>A subscriber's calls reach the daemon, and the daemon's answers reach the subscriber.</summary>
public sealed class CallsToTheDaemonTests
{
    private const int Many = 1000;

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task RunPipeline_Called_StartsItAtTheDaemonAndAnswersWithTheExecution(HubProtocolKind protocol)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var asked = new TaskCompletionSource<RunPipelineRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.Script.RunPipeline = (request, _) =>
        {
            asked.TrySetResult(request);
            return Task.FromResult(new Execution { Id = "started", PipelineId = request.PipelineId, Status = Proto.Status.Pending });
        };
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await using var subscriber = await host.ConnectAsync(protocol);

        var execution = await CallAsync<ExecutionData>(subscriber, HubMethods.RunPipeline, "default", "orders", true);

        (execution.Id, execution.PipelineId, execution.Status).ShouldBe(("started", "orders", ExecutionStatus.Pending));
        var request = await asked.Task.DefaultTimeout();
        (request.PipelineId, request.FullRefresh).ShouldBe(("orders", true));
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task CancelExecution_Called_CancelsItAtTheDaemon(HubProtocolKind protocol)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var cancelled = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.Script.CancelExecution = (request, _) =>
        {
            cancelled.TrySetResult(request.Id);
            return Task.FromResult(new Empty());
        };
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await using var subscriber = await host.ConnectAsync(protocol);

        await subscriber.Connection.InvokeAsync(HubMethods.CancelExecution, "default", "run-1", TestContext.Current.CancellationToken).DefaultTimeout();

        (await cancelled.Task.DefaultTimeout()).ShouldBe("run-1");
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task GetExecution_WithALongError_ReturnsAllOfIt(HubProtocolKind protocol)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var error = new string('e', 100_000);
        daemon.Script.GetExecution = (request, _) =>
        {
            var execution = Answers.Finished(request.Id, status: Proto.Status.Failed);
            execution.ErrorMessage = error;
            return Task.FromResult(execution);
        };
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await using var subscriber = await host.ConnectAsync(protocol);

        (await CallAsync<ExecutionData>(subscriber, HubMethods.GetExecution, "default", "run-1")).ErrorMessage.ShouldBe(error);
    }

    [Theory]
    [InlineData("nowhere", "run-1", "There is no daemon 'nowhere'. Known daemons: 'default'.")]
    [InlineData(null, "run-1", "'source' is null")]
    [InlineData("default", "run-1", "no execution run-1")]
    [InlineData("default", null, "'id' is null")]
    [InlineData("default", "", "no execution")]
    public async Task GetExecution_InvalidOrUnknown_ReportsWhy(string? source, string? id, string expected)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.Json);

        var refused = await Should.ThrowAsync<HubException>(CallAsync<ExecutionData>(subscriber, HubMethods.GetExecution, source, id));

        refused.Message.ShouldContain(expected);
        refused.Message.ShouldNotContain("inside the hub");
    }

    [Fact]
    public async Task RunPipeline_DaemonDown_ReportsIt()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.Json);
        await subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Live);
        await daemon.StopAsync();
        await subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Down);

        var refused = await Should.ThrowAsync<HubException>(CallAsync<ExecutionData>(subscriber, HubMethods.RunPipeline, "default", "orders", false));

        refused.Message.ShouldContain("Daemon 'default': ");
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task StreamLogs_OfManyLines_ReturnsAllInOrderAndEnds(HubProtocolKind protocol)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Script.StreamLogs = async (request, lines, _) =>
        {
            for (var line = 1; line <= Many; line++)
            {
                await lines.WriteAsync(new LogEntry { Timestamp = "2026-01-02 12:00:00,5", Level = "info", Message = $"{request.ExecutionId} {request.TailLines} {request.Follow} {line}" });
            }
        };
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await using var subscriber = await host.ConnectAsync(protocol);

        var lines = new List<LogLine>();
        await foreach (var line in subscriber.Connection.StreamAsync<LogLine>(HubMethods.StreamLogs, "default", "run-1", 5, false, TestContext.Current.CancellationToken))
        {
            lines.Add(line);
        }

        lines.Select(line => line.Message).ShouldBe(Enumerable.Range(1, Many).Select(line => $"run-1 5 False {line}"));
        lines[0].Timestamp.ShouldBe(Answers.Noon.AddMilliseconds(500));
    }

    [Fact]
    public async Task StreamLogs_CancelledBySubscriber_EndsAtTheDaemonToo()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.Script.StreamLogs = async (_, lines, context) =>
        {
            using var end = context.CancellationToken.Register(ended.SetResult);
            await lines.WriteAsync(new LogEntry { Message = "first" });
            await ended.Task;
        };
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.Json);
        using var enough = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var line in subscriber.Connection.StreamAsync<LogLine>(HubMethods.StreamLogs, "default", "run-1", 0, true, enough.Token))
            {
                await enough.CancelAsync();
            }
        });

        await ended.Task.DefaultTimeout();
        (await CallAsync<DateTimeOffset>(subscriber, HubMethods.Clock)).Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task StreamLogs_SubscriberThatReadsNothing_SlowsTheDaemonDownAndEndsWithItsConnection()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var (written, ended) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        daemon.Script.StreamLogs = async (_, lines, context) =>
        {
            using var end = context.CancellationToken.Register(ended.SetResult);
            while (!context.CancellationToken.IsCancellationRequested)
            {
                await lines.WriteAsync(new LogEntry { Message = new string('x', 10_000) });
                Interlocked.Increment(ref written);
            }
        };
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        using var subscriber = await host.ConnectLightAsync();

        await subscriber.SendAsync("""{"type":4,"invocationId":"1","target":"StreamLogs","arguments":["default","run-1",0,true]}""");
        await UntilAsync(() => Volatile.Read(ref written) > 0);
        await UntilUnchangedAsync(() => Volatile.Read(ref written));
        subscriber.Dispose();

        await ended.Task.DefaultTimeout();
    }

    private static Task<T> CallAsync<T>(HubSubscriber subscriber, string method, params object?[] arguments) =>
        subscriber.Connection.InvokeCoreAsync<T>(method, arguments, TestContext.Current.CancellationToken).DefaultTimeout();

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Waits until a number that usually grows by thousands a second has not grown for one second.</summary>
    private static async Task UntilUnchangedAsync(Func<int> number)
    {
        var before = -1;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (number() != before)
        {
            before = number();
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, limit.Token);
        }
    }
}
