using System.Threading.Channels;
using FlextMonitor.Collector.Leases;
using FlextMonitor.Hub.Storage.Leading;
using FlextMonitor.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlextMonitor.Hub.Tests.Storage;

/// <summary>Work that is done in the terms of one process among several.</summary>
public sealed class LeasedLeadershipTests : IAsyncDisposable
{
    private readonly Channel<string> _steps = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lifetime _lifetime = new();
    private readonly LeasedLeadership _leadership;
    private readonly List<Task> _running = [];
    private LeaderTerm? _term;

    public LeasedLeadershipTests() => _leadership = new LeasedLeadership(new AlwaysFree(), _lifetime, TimeProvider.System, NullLogger<LeasedLeadership>.Instance);

    [Fact]
    public async Task Run_SeveralWorks_BeginAndEndWithTheTermAndBeginAgainWithAGreaterEpoch()
    {
        Start("one", "two");
        await StepsAsync("one begins 1", "two begins 1");

        _term!.GiveUp();

        await StepsAsync("one ends 1", "one begins 2", "two ends 1", "two begins 2");
        _leadership.IsLeading.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_WorkEndsByItself_IsNotBegunAgainInTheTerm()
    {
        _running.Add(_leadership.StandAsync(_stop.Token));
        _running.Add(_leadership.RunAsync(
            term =>
            {
                _steps.Writer.TryWrite($"brief work {term.Epoch}");
                return Task.CompletedTask;
            },
            _stop.Token));
        Start("other");
        await StepsAsync("brief work 1", "other begins 1");

        _term!.GiveUp();

        await StepsAsync("other ends 1", "brief work 2", "other begins 2");
    }

    [Fact]
    public async Task Run_HostIsToldToStop_EndsTheTermAtOnce()
    {
        Start("one", "two");
        await StepsAsync("one begins 1", "two begins 1");

        await Task.Run(_lifetime.StopApplication, TestContext.Current.CancellationToken).DefaultTimeout();

        await StepsAsync("one ends 1", "two ends 1");
        await Eventually.IsAsync(() => !_leadership.IsLeading);

        // Connections are drained meanwhile. A task that ended or failed would be taken up again.
        var standing = _running[^1];
        standing.IsCompleted.ShouldBeFalse();
        await _stop.CancelAsync();
        await standing.DefaultTimeout();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).DefaultTimeout().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _lifetime.Dispose();
    }

    private void Start(params string[] works)
    {
        _running.AddRange(works.Select(name => _leadership.RunAsync(term => WorkAsync(name, term), _stop.Token)));
        if (_running.Count == works.Length)
        {
            _running.Add(_leadership.StandAsync(_stop.Token));
        }
    }

    private async Task WorkAsync(string name, LeaderTerm term)
    {
        _term = term;
        _steps.Writer.TryWrite($"{name} begins {term.Epoch}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, term.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _steps.Writer.TryWrite($"{name} ends {term.Epoch}");
    }

    private async Task StepsAsync(params string[] expected)
    {
        var steps = new List<string>();
        while (steps.Count < expected.Length)
        {
            steps.Add(await _steps.Reader.ReadAsync().AsTask().DefaultTimeout());
        }

        steps.ShouldBe(expected, ignoreOrder: true);
    }

    /// <summary>A store in which nobody else holds a lease.</summary>
    private sealed class AlwaysFree : ILeases
    {
        private long _epoch;

        public Task<LeaseAnswer> TakeAsync(string name, long above, CancellationToken cancellationToken) => Task.FromResult(new LeaseAnswer(++_epoch, "me", TimeSpan.Zero));

        public Task<bool> RenewAsync(string name, long epoch, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task ReleaseAsync(string name, long epoch, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WaitAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
