using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>The daemon as a real process that is killed, frozen and restarted. The times are those of the contract.</summary>
[Collection(nameof(RealProcesses))]
public sealed class DaemonProcessTests : IAsyncLifetime
{
    private static readonly TimeSpan KnownWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SilenceKnownWithin = Deadline + TimeSpan.FromSeconds(3);

    private readonly DaemonProcess _daemon = new();
    private CollectorAndHub _host = null!;
    private HubSubscriber _subscriber = null!;

    public async ValueTask InitializeAsync()
    {
        await _daemon.StartAsync();
        _host = await CollectorAndHub.StartAsync(("Daemons:0:Address", _daemon.Address), ("Daemons:0:Deadline", Deadline.ToString()));
        _subscriber = await _host.ConnectAsync(HubProtocolKind.Json);
        await UntilAsync(SourceState.Live);
    }

    public async ValueTask DisposeAsync()
    {
        await _subscriber.DisposeAsync();
        await _host.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task Killed_ThenStartedOnTheSamePort_IsDownAndLiveInTime()
    {
        var killed = Now();
        await _daemon.KillAsync();
        var down = await UntilAsync(SourceState.Down);
        Since(killed).ShouldBeLessThan(KnownWithin);

        await _daemon.StartAsync();
        var back = Now();
        await UntilAsync(SourceState.Live);

        Since(back).ShouldBeLessThan(KnownWithin);
        down.Error.ShouldNotBeNull().ShouldStartWith("Unable to connect to FLEXT daemon: ");
        (await _subscriber.NextAsync<DashboardStats>(stats => !stats.Fallback)).LastKnown.ShouldBeNull();
    }

    [Fact]
    public async Task Frozen_ThenThawed_IsDownAndLiveInTime()
    {
        var frozen = Now();
        await _daemon.FreezeAsync();
        await UntilAsync(SourceState.Down);
        Since(frozen).ShouldBeLessThan(SilenceKnownWithin);

        await _daemon.ThawAsync();
        var back = Now();
        await UntilAsync(SourceState.Live);

        Since(back).ShouldBeLessThan(KnownWithin);
    }

    [Fact]
    public async Task StartedAgain_WithOtherExecutions_LeavesNoneOfTheOldOnes()
    {
        await _subscriber.NextAsync<ExecutionData>();
        await _daemon.KillAsync();
        await UntilAsync(SourceState.Down);
        var old = InView().ToHashSet();
        old.ShouldNotBeEmpty();

        await _daemon.StartAsync("--Daemon:Samples:Seed", "2");
        await UntilAsync(SourceState.Live);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (InView().Any(old.Contains) || !InView().Any())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"still there: {string.Join(", ", InView().Where(old.Contains))}");
            await _subscriber.NextAsync<SourceMessage>();
        }
    }

    private static long Now() => TimeProvider.System.GetTimestamp();

    private static TimeSpan Since(long timestamp) => TimeProvider.System.GetElapsedTime(timestamp);

    /// <summary>The ids in view at a subscriber that trims as the contract requires.</summary>
    private IEnumerable<string> InView()
    {
        var limit = _subscriber.Received.OfType<SourceStatus>().Last().ExecutionLimit;
        var ordered = _subscriber.Received.OfType<SourceMessage>()
            .Where(message => message.Key.Kind == MessageKind.Execution)
            .GroupBy(message => message.Key)
            .Select(values => values.MaxBy(value => (value.Epoch, value.Sequence)))
            .OfType<ExecutionData>()
            .Order(ExecutionOrder.NewestFirst)
            .ToList();
        return ordered.Take(limit).Concat(ordered.Skip(limit).Where(execution => execution.FinishedAt is null)).Select(execution => execution.Id);
    }

    private Task<SourceStatus> UntilAsync(SourceState state) => _subscriber.NextAsync<SourceStatus>(status => status.State == state);
}
