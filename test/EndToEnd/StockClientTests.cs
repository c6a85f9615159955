using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using HealthStatus = FlextMonitor.Contracts.HealthStatus;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.EndToEnd.Tests;

/// <summary>A .NET subscriber by MessagePack, with SignalR's own options and with those of the format.</summary>
public sealed class StockClientTests : IAsyncLifetime
{
    private static readonly Execution Run = new()
    {
        Id = "run-1",
        PipelineId = "orders",
        Status = Status.Success,
        StartedAt = new Timestamp { Seconds = 1_767_323_045 },
        FinishedAt = new Timestamp { Seconds = 1_767_323_105 },
        DurationSeconds = 60,
    };

    private ScriptedDaemon _daemon = null!;
    private CollectorAndHub _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<MessagePackHubProtocolOptions>> Options => new()
    {
        { "SignalR's own", _ => { } },
        { "the format's", options => options.SerializerOptions = WireFormat.MessagePack },
    };

    public async ValueTask InitializeAsync()
    {
        _daemon = await ScriptedDaemon.StartAsync(new DaemonScript
        {
            ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse { Executions = { Run }, Total = 1 }),
            GetExecution = (_, _) => Task.FromResult(Run),
            StreamLogs = (_, lines, _) => lines.WriteAsync(new LogEntry { Timestamp = "2026-01-02T03:04:05.678Z", Level = "info", Message = "10 rows" }),
        });
        _host = await CollectorAndHub.WatchAsync(_daemon.Address);
        await _host.WaitUntilCompleteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task MessagePack_WithTheContractsRecords_UnderstandsMessagesAnswersAndStreams(string options, Action<MessagePackHubProtocolOptions> configure)
    {
        await using var hub = Connect(builder => builder.AddMessagePackProtocol(configure));
        var status = Next<SourceStatus>(hub, nameof(IDashboardClient.SourceStatus));
        var stats = Next<DashboardStats>(hub, nameof(IDashboardClient.DashboardStats));
        var health = Next<HealthStatus>(hub, nameof(IDashboardClient.HealthStatus));
        var execution = Next<ExecutionData>(hub, nameof(IDashboardClient.ExecutionData));
        var heartbeat = Next<Heartbeat>(hub, nameof(IDashboardClient.Heartbeat));

        await hub.StartAsync(Cancelled).DefaultTimeout();

        (await status.DefaultTimeout()).State.ShouldBe(SourceState.Live, options);
        (await stats.DefaultTimeout()).ObservedAt.ShouldNotBeNull();
        (await health.DefaultTimeout()).Components["database"].Healthy.ShouldBeTrue();
        (await execution.DefaultTimeout()).StartedAt.ShouldBe(Run.StartedAt.ToDateTimeOffset());
        (await heartbeat.DefaultTimeout()).Source.ShouldBe("default");
        (await hub.InvokeAsync<ExecutionData>(HubMethods.GetExecution, "default", "run-1", Cancelled).DefaultTimeout()).FinishedAt.ShouldBe(Run.FinishedAt.ToDateTimeOffset());
        await foreach (var line in hub.StreamAsync<LogLine>(HubMethods.StreamLogs, "default", "run-1", 10, false, Cancelled))
        {
            line.Timestamp.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));
        }
    }

    [Fact]
    public async Task MessagePack_WithSignalRsOwnOptions_ReadsARecordOfOnesOwnAndTheClockAsText()
    {
        await using var hub = Connect(builder => builder.AddMessagePackProtocol());
        var reading = Next<CpuReading>(hub, nameof(IDashboardClient.DashboardStats));
        await hub.StartAsync(Cancelled).DefaultTimeout();

        var first = await reading.DefaultTimeout();
        var clock = await hub.InvokeAsync<string>(HubMethods.Clock, Cancelled).DefaultTimeout();
        var unreadable = await Should.ThrowAsync<HubException>(hub.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout());

        first.Source.ShouldBe("default");
        first.CpuUsage.ShouldBe(12.5);
        first.ObservedAt.ShouldNotBeNull().ShouldEndWith("Z");
        clock.ShouldEndWith("Z");
        unreadable.Message.ShouldStartWith("Error trying to deserialize result to DateTimeOffset");
    }

    [Fact]
    public async Task MessagePack_AsTheDocumentShows_ReadsABareTime()
    {
        await using var hub = MonitorHub.Build(new Uri(_host.Address + Routes.DashboardHub), () => Task.FromResult<string?>(null));
        await hub.StartAsync(Cancelled).DefaultTimeout();

        (await hub.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout()).Offset.ShouldBe(TimeSpan.Zero);
    }

    private static Task<T> Next<T>(HubConnection hub, string method)
    {
        var received = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.On<T>(method, message => received.TrySetResult(message));
        return received.Task;
    }

    private HubConnection Connect(Action<HubConnectionBuilder> protocol)
    {
        var builder = new HubConnectionBuilder();
        builder.WithUrl(_host.Address + Routes.DashboardHub);
        protocol(builder);
        return builder.Build();
    }
}
