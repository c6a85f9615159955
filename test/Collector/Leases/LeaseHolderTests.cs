using System.Threading.Channels;
using FlextMonitor.Collector.Leases;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Leases;

/// <summary>When a holder works and when it gives up, by its own clock.</summary>
public sealed class LeaseHolderTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(DaemonMessages.Start);
    private readonly ScriptedLeases _leases = new();
    private readonly Channel<string> _steps = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly LeaseHolder _holder;
    private Task _running = Task.CompletedTask;

    public LeaseHolderTests() => _holder = new LeaseHolder("source", _leases, _time, NullLogger.Instance);

    [Fact]
    public async Task Run_LeaseIsFree_WorksWithItsEpochAndRenewsInTime()
    {
        Start();
        await StepAsync("began 1");

        await _time.AdvanceUntilAsync(_leases.UntilRenewedAsync(5), TimeSpan.FromMilliseconds(100));

        (_time.GetUtcNow() - DaemonMessages.Start).ShouldBeInRange(TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(9));
        _holder.Epoch.ShouldBe(1);
        _steps.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Run_StoreDoesNotAnswer_EndsTheTermFourSecondsAfterTheLastRenewalWasSent()
    {
        Start();
        await StepAsync("began 1");
        _leases.IsAway = true;

        var ended = StepAsync("ended 1");
        await _time.AdvanceUntilAsync(ended, TimeSpan.FromMilliseconds(50));

        (_time.GetUtcNow() - DaemonMessages.Start).ShouldBeInRange(LeaseTimes.GiveUpAfter, LeaseTimes.GiveUpAfter + TimeSpan.FromSeconds(0.5));
        _leases.Released.ShouldBe(0);
    }

    [Fact]
    public async Task Run_StoreNeverAnswersTheRenewal_EndsTheTermAllTheSame()
    {
        Start();
        await StepAsync("began 1");
        _leases.Hangs = true;

        var ended = StepAsync("ended 1");
        await _time.AdvanceUntilAsync(ended, TimeSpan.FromMilliseconds(50));

        (_time.GetUtcNow() - DaemonMessages.Start).ShouldBeInRange(LeaseTimes.GiveUpAfter, LeaseTimes.GiveUpAfter + TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task Run_AnotherHasTakenTheLease_EndsTheTermAndReleasesNothing()
    {
        Start();
        await StepAsync("began 1");
        _leases.TakenBy("other", TimeSpan.FromSeconds(5));

        await _time.AdvanceUntilAsync(StepAsync("ended 1"), TimeSpan.FromMilliseconds(100));

        (_time.GetUtcNow() - DaemonMessages.Start).ShouldBeLessThan(TimeSpan.FromSeconds(2.5));
        _leases.Released.ShouldBe(0);
    }

    [Fact]
    public async Task Run_AnotherHoldsTheLease_AsksAgainWhenItRunsOutAndNotBefore()
    {
        _leases.TakenBy("other", TimeSpan.FromSeconds(5));
        Start();
        await _leases.UntilWaitedAsync(1);
        _holder.Holder.ShouldBe("other");
        _leases.Taken.ShouldBe(1);

        _leases.Free();
        _leases.EndWait();

        await StepAsync("began 2");
        _leases.Waits.ShouldBe([TimeSpan.FromSeconds(5)]);
        _leases.Taken.ShouldBe(2);
    }

    [Fact]
    public async Task Run_Cancelled_ReleasesOnceTheWorkHasEnded()
    {
        Start();
        await StepAsync("began 1");

        await _stop.CancelAsync();
        await _running.ShouldThrowAsync<OperationCanceledException>();

        await StepAsync("ended 1");
        _leases.Released.ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.DefaultTimeout().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private void Start() => _running = _holder.RunAsync(() => 0, WorkAsync, _stop.Token);

    private async Task WorkAsync(long epoch, CancellationToken cancellationToken)
    {
        _steps.Writer.TryWrite($"began {epoch}");
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _steps.Writer.TryWrite($"ended {epoch}");
    }

    private async Task StepAsync(string expected) => (await _steps.Reader.ReadAsync().AsTask().DefaultTimeout()).ShouldBe(expected);

    /// <summary>A store in the hands of the test.</summary>
    private sealed class ScriptedLeases : ILeases
    {
        private readonly Channel<bool> _waitEnds = Channel.CreateUnbounded<bool>();
        private volatile string _other = "";
        private TimeSpan _left;
        private int _renewed;
        private long _epoch;
        private volatile IReadOnlyList<TimeSpan> _waits = [];

        public bool IsAway { get; set; }

        public bool Hangs { get; set; }

        public int Taken { get; private set; }

        public int Released { get; private set; }

        public IReadOnlyList<TimeSpan> Waits => _waits;

        public void TakenBy(string holder, TimeSpan left)
        {
            _left = left;
            _epoch++;
            _other = holder;
        }

        public void Free() => _other = "";

        public void EndWait() => _waitEnds.Writer.TryWrite(true);

        public Task UntilRenewedAsync(int count) => Eventually.IsAsync(() => Volatile.Read(ref _renewed) >= count);

        public Task UntilWaitedAsync(int count) => Eventually.IsAsync(() => _waits.Count >= count);

        public async Task<LeaseAnswer> TakeAsync(string name, long above, CancellationToken cancellationToken)
        {
            Taken++;
            await AnswerAsync(cancellationToken);
            return _other.Length > 0 ? new LeaseAnswer(0, _other, _left) : new LeaseAnswer(++_epoch, "me", TimeSpan.Zero);
        }

        public async Task<bool> RenewAsync(string name, long epoch, CancellationToken cancellationToken)
        {
            await AnswerAsync(cancellationToken);
            Interlocked.Increment(ref _renewed);
            return _other.Length == 0 && epoch == _epoch;
        }

        public Task ReleaseAsync(string name, long epoch, CancellationToken cancellationToken)
        {
            Released++;
            return Task.CompletedTask;
        }

        public async Task WaitAsync(string name, TimeSpan atMost, CancellationToken cancellationToken)
        {
            _waits = [.. _waits, atMost];
            await _waitEnds.Reader.ReadAsync(cancellationToken);
        }

        private async Task AnswerAsync(CancellationToken cancellationToken)
        {
            if (Hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            if (IsAway)
            {
                throw new LeaseStoreException("away");
            }
        }
    }
}
