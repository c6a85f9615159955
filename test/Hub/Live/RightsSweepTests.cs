using System.Security.Claims;
using System.Threading.Channels;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;

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

    public void Dispose() => _hub.Dispose();

    private Task SweepAsync() => _hub.Create<RightsSweep>(_rights, new RightsSweepSignal()).SweepAsync(CancellationToken.None).DefaultTimeout();

    /// <summary>One standing for everybody.</summary>
    private sealed class SettableRights : ICallerRights
    {
        private readonly Channel<bool> _reads = Channel.CreateUnbounded<bool>();

        public Standing Standing { get; set; } = new(Viewer);

        public Task<bool> NextReadAsync() => _reads.Reader.ReadAsync().AsTask().DefaultTimeout();

        public ValueTask<Standing> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) => ValueTask.FromResult(Standing);

        public Task<IReadOnlyList<Standing>> FindAsync(IReadOnlyList<ClaimsPrincipal> callers, CancellationToken cancellationToken)
        {
            _reads.Writer.TryWrite(true);
            return Task.FromResult<IReadOnlyList<Standing>>([.. callers.Select(_ => Standing)]);
        }

        public Task NoteUseAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
