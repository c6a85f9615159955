using System.Security.Claims;
using System.Threading.Channels;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServiceHealth = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Connections end with the right to them.</summary>
public sealed class RightsSweepTests : IDisposable
{
    private static readonly Rights Viewer = Rights.Of([new Grant(Roles.Viewer, [])]);

    private readonly FanOutFixture _hub = new();
    private readonly SettableRights _rights = new();

    [Theory]
    [InlineData(CredentialsEnd.SignedOut, ClosingReason.SignedOut)]
    [InlineData(CredentialsEnd.Expired, ClosingReason.Expired)]
    [InlineData(CredentialsEnd.Forbidden, ClosingReason.Forbidden)]
    public async Task Sweep_WithCredentialsThatEnded_ClosesForThatReason(CredentialsEnd end, ClosingReason reason)
    {
        var (_, connection) = _hub.Connect();
        _rights.Standing = new Standing(Rights.None, end);

        await SweepAsync();

        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<Closing>().Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Health_BeforeTheFirstSweepIsDue_IsGood_HoweverLongTheStartTakes()
    {
        using var stop = new CancellationTokenSource();
        var sweep = _hub.Create<RightsSweep>(_rights, new RightsSweepSignal());
        _hub.Time.Advance(TimeSpan.FromMinutes(1));
        var starting = await new RightsSweepHealthCheck(sweep).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        var running = sweep.RunAsync(stop.Token);
        var started = await new RightsSweepHealthCheck(sweep).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        starting.Status.ShouldBe(ServiceHealth.Healthy);
        started.Status.ShouldBe(ServiceHealth.Healthy);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running.DefaultTimeout());
    }

    [Fact]
    public async Task Sweep_WithoutAnyRole_ClosesAsForbidden()
    {
        var (_, connection) = _hub.Connect();
        _rights.Standing = new Standing(Rights.None);

        await SweepAsync();

        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<Closing>().Reason.ShouldBe(ClosingReason.Forbidden);
    }

    [Fact]
    public async Task Sweep_WithOtherRights_LetsTheSubscriberStartOverAtOnce()
    {
        var (_, connection) = _hub.Connect();
        _rights.Standing = new Standing(Rights.Of([new Grant(Roles.Viewer, ["prod"])]));

        await SweepAsync();

        var closing = connection.Take().ShouldHaveSingleItem().ShouldBeOfType<Closing>();
        closing.Reason.ShouldBe(ClosingReason.Restarting);
        closing.RetryAfterSeconds.ShouldBe(0);
    }

    [Fact]
    public async Task Sweep_WithTheSameRights_ClosesNothing()
    {
        var (_, connection) = _hub.Connect();

        await SweepAsync();

        connection.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_EveryTwoSecondsAndAtOnceAfterAChange_ReadsTheRights()
    {
        _hub.Connect();
        var signal = new RightsSweepSignal();
        using var stop = new CancellationTokenSource();
        var running = _hub.Create<RightsSweep>(_rights, signal).RunAsync(stop.Token);

        signal.OnRightsChanged();
        await _rights.NextReadAsync();
        _hub.Time.Advance(RightsSweep.Period);
        await _rights.NextReadAsync();

        RightsSweep.Period.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());
    }

    [Fact]
    public async Task Run_WithManyChangesAtOnce_ReadsTheRightsAtMostEveryTenthOfASecond()
    {
        _hub.Connect();
        var signal = new RightsSweepSignal();
        using var stop = new CancellationTokenSource();
        var running = _hub.Create<RightsSweep>(_rights, signal).RunAsync(stop.Token);
        signal.OnRightsChanged();
        await _rights.NextReadAsync();

        signal.OnRightsChanged();
        await Eventually.GetAsync(() => Task.FromResult(signal.IsDue), isDue => !isDue);
        var early = _rights.HasRead;
        await Eventually.GetAsync(
            () =>
            {
                _hub.Time.Advance(RightsSweep.LeastPause);
                return Task.FromResult(_rights.HasRead);
            },
            hasRead => hasRead);

        early.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());
    }

    [Fact]
    public async Task Run_WhileTheStoreIsAway_KeepsThePeriod_SaysSoInItsHealth_AndClosesNothingUntilItIsBack()
    {
        var (_, connection) = _hub.Connect();
        var signal = new RightsSweepSignal();
        using var stop = new CancellationTokenSource();
        var sweep = _hub.Create<RightsSweep>(_rights, signal);
        var running = sweep.RunAsync(stop.Token);
        _rights.IsAway = true;
        for (var i = 0; i < 5; i++)
        {
            _hub.Time.Advance(RightsSweep.Period);
            await _rights.NextReadAsync();
        }

        var health = await new RightsSweepHealthCheck(sweep).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        var sent = connection.Take();
        _rights.Standing = new Standing(Rights.None);
        _rights.IsAway = false;
        _hub.Time.Advance(RightsSweep.Period);
        await _rights.NextReadAsync();
        await Eventually.GetAsync(() => new RightsSweepHealthCheck(sweep).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken), result => result.Status == ServiceHealth.Healthy);

        health.Status.ShouldBe(ServiceHealth.Unhealthy);
        health.Description.ShouldBe("The rights of open connections have not been looked up for 10 s.");
        sent.ShouldBeEmpty();
        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<Closing>().Reason.ShouldBe(ClosingReason.Forbidden);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());
    }

    [Fact]
    public async Task Run_WhileTheStoreDoesNotAnswer_GivesUp_AndTriesAgain()
    {
        _hub.Connect();
        using var stop = new CancellationTokenSource();
        _rights.IsSilent = true;
        var running = _hub.Create<RightsSweep>(_rights, new RightsSweepSignal()).RunAsync(stop.Token);
        _hub.Time.Advance(RightsSweep.Period);
        await _rights.NextReadAsync();

        _hub.Time.Advance(RightsSweep.Longest);
        _rights.IsSilent = false;

        await _rights.NextReadAsync();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());
    }

    [Fact]
    public void Times_ToSeeAChangeAndToCloseAConnectionThatDoesNotRead_AreTogetherLessThanFiveSeconds() =>
        (RightsSweep.Period + SubscriberCloser.CloseTimeout + SubscriberSweep.Period).ShouldBeLessThan(TimeSpan.FromSeconds(5));

    public void Dispose() => _hub.Dispose();

    private Task SweepAsync() => _hub.Create<RightsSweep>(_rights, new RightsSweepSignal()).SweepAsync(CancellationToken.None).DefaultTimeout();

    /// <summary>One standing for everybody.</summary>
    private sealed class SettableRights : ICallerRights
    {
        private readonly Channel<bool> _reads = Channel.CreateUnbounded<bool>();

        public Standing Standing { get; set; } = new(Viewer);

        public bool IsAway { get; set; }

        public bool IsSilent { get; set; }

        public bool HasRead => _reads.Reader.Count > 0;

        public Task<bool> NextReadAsync() => _reads.Reader.ReadAsync().AsTask().DefaultTimeout();

        public ValueTask<Standing> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) => ValueTask.FromResult(Standing);

        public async Task<IReadOnlyList<Standing>> FindAsync(IReadOnlyList<ClaimsPrincipal> callers, CancellationToken cancellationToken)
        {
            _reads.Writer.TryWrite(true);
            if (IsAway)
            {
                throw new RightsUnavailableException(new TimeoutException("The store is away."));
            }

            if (IsSilent)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return [.. callers.Select(_ => Standing)];
        }

        public Task NoteUseAsync(ClaimsPrincipal caller, bool byCookie, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
