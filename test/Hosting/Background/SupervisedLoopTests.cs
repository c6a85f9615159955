using FlextMonitor.Hosting.Background;
using FlextMonitor.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hosting.Tests.Background;

public sealed class SupervisedLoopTests : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly RecordedLog _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<LoopFailure> _failures = [];
    private int _runs;

    [Fact]
    public async Task RunAsync_WorkThatFails_IsLoggedWithItsStackReportedAndRestarted()
    {
        var running = Start(_ => throw new InvalidOperationException("broken"));

        _time.Advance(First);
        await StopAsync(running);

        _runs.ShouldBe(2);
        var entry = _log.Entries[0];
        entry.Level.ShouldBe(LogLevel.Error);
        entry.Message.ShouldBe("Work failed unexpectedly (1 in a row) and restarts in 00:00:01");
        entry.Exception.ShouldBeOfType<InvalidOperationException>().StackTrace.ShouldNotBeNull();
        _failures[0].Exception.ShouldBe(entry.Exception);
    }

    [Fact]
    public async Task RunAsync_WorkThatKeepsFailing_WaitsTwiceAsLongEachTimeUpToALimit()
    {
        var running = Start(_ => throw new InvalidOperationException("broken"));

        foreach (var seconds in new[] { 1, 2, 4, 5, 5 })
        {
            var before = _runs;
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            _runs.ShouldBe(before);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _runs.ShouldBe(before + 1);
        }

        await StopAsync(running);
        _failures.Select(failure => failure.InARow).ShouldBe([1, 2, 3, 4, 5, 6]);
        _failures.Select(failure => failure.BackOff.TotalSeconds).ShouldBe([1, 2, 4, 5, 5, 5]);
    }

    [Fact]
    public async Task RunAsync_FailureAfterAGoodRun_StartsTheBackOffOver()
    {
        var running = Start(async token =>
        {
            await Task.Delay(_runs == 3 ? Longest : TimeSpan.FromSeconds(1), _time, token);
            throw new InvalidOperationException("broken");
        });

        // Three runs of 1, 1 and 5 s, with waits of 1 and 2 s between them.
        foreach (var seconds in new[] { 1, 1, 1, 2, 5 })
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        await StopAsync(running);
        _failures.Select(failure => failure.InARow).ShouldBe([1, 2, 1]);
    }

    [Fact]
    public async Task RunAsync_WorkThatEndsByItself_IsLoggedAndRestarted()
    {
        var running = Start(_ => Task.CompletedTask);

        _time.Advance(First);
        await StopAsync(running);

        _runs.ShouldBe(2);
        _log.Entries[0].Message.ShouldBe("Work ended although nothing stopped it, and restarts in 00:00:01");
        _failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_ReportThatFails_IsLoggedAndTheWorkRestarts()
    {
        var running = Start(_ => throw new InvalidOperationException("broken"), _ => throw new IOException("no way to tell"));

        _time.Advance(First);
        await StopAsync(running);

        _runs.ShouldBe(2);
        _log.Entries.ShouldContain(entry => entry.Message == "The failure of Work could not be reported" && entry.Exception is IOException);
    }

    [Fact]
    public async Task RunAsync_Cancelled_EndsWithoutAnExceptionOnceTheWorkHasEnded()
    {
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Start(async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await mayEnd.Task;
            token.ThrowIfCancellationRequested();
        });

        await _stop.CancelAsync();
        running.IsCompleted.ShouldBeFalse();
        mayEnd.SetResult();

        await running.DefaultTimeout();
        _log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_CancelledWhileItWaits_EndsAtOnce()
    {
        var running = Start(_ => throw new InvalidOperationException("broken"));

        await StopAsync(running);

        _runs.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_ForeignCancellation_IsAFailure()
    {
        var running = Start(_ => throw new OperationCanceledException("of a call inside"));

        await StopAsync(running);

        _failures.ShouldHaveSingleItem().Exception.ShouldBeOfType<OperationCanceledException>();
    }

    [Fact]
    public async Task Service_SeveralLoops_RunBesideEachOtherAndOneFailureLeavesTheOthers()
    {
        var otherRuns = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var otherEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var service = new Service(Loop(_ => throw new InvalidOperationException("broken"), null), Loop(OtherAsync, null));

        await service.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => _log.Entries.Any(entry => entry.Exception is InvalidOperationException));
        await otherRuns.Task.DefaultTimeout();
        otherEnded.Task.IsCompleted.ShouldBeFalse();
        await service.StopAsync(TestContext.Current.CancellationToken).DefaultTimeout();

        await otherEnded.Task.DefaultTimeout();
        service.ExecuteTask!.IsCompletedSuccessfully.ShouldBeTrue();

        async Task OtherAsync(CancellationToken token)
        {
            otherRuns.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            otherEnded.SetResult();
        }
    }

    public void Dispose() => _stop.Dispose();

    private SupervisedLoop Loop(Func<CancellationToken, Task> work, Func<LoopFailure, Task>? report) =>
        new("Work", work, new SupervisedLoopOptions { FirstBackOff = First, LongestBackOff = Longest, OnFailure = report }, _time, _log);

    private Task Start(Func<CancellationToken, Task> work, Func<LoopFailure, Task>? report = null)
    {
        return Loop(CountedAsync, report ?? NoteAsync).RunAsync(_stop.Token);

        Task CountedAsync(CancellationToken token)
        {
            _runs++;
            return work(token);
        }

        Task NoteAsync(LoopFailure failure)
        {
            _failures.Add(failure);
            return Task.CompletedTask;
        }
    }

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.DefaultTimeout();
    }

    private sealed class Service(params SupervisedLoop[] loops) : SupervisedService
    {
        protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => loops;
    }
}
