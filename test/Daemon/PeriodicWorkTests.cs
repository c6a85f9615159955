using FlextMonitor.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Daemon.Tests;

public sealed class PeriodicWorkTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new();
    private readonly RecordedLog _log = new();

    [Fact]
    public async Task Loop_StepFails_IsLoggedWithItsStackAndTriedAgainUntilItWorks()
    {
        using var work = new Work(_time, _log) { FailuresLeft = 3 };

        await work.StartAsync(Ended);
        await Advancing.UntilAsync(_time, TimeSpan.FromSeconds(1), () => Task.FromResult(work.Good > 1 ? work : null));
        await work.StopAsync(Ended).DefaultTimeout();

        work.Failure.ShouldBeNull();
        work.ExecuteTask!.IsCompletedSuccessfully.ShouldBeTrue();
        var failures = _log.Entries.Where(entry => entry.Level == LogLevel.Error).ToList();
        failures.Count.ShouldBe(3);
        failures.ShouldAllBe(entry => entry.Exception is InvalidOperationException && entry.Exception.StackTrace!.Contains(nameof(Work.Step)));
        _log.Entries.Single(entry => entry.Level == LogLevel.Information).Message.ShouldBe("Work works again after 3 failures");
    }

    [Fact]
    public async Task Loop_StepKeepsFailing_WaitsLongerAndLonger()
    {
        using var work = new Work(_time, _log) { FailuresLeft = int.MaxValue };
        var start = _time.GetUtcNow();

        await work.StartAsync(Ended);
        await Advancing.UntilAsync(_time, TimeSpan.FromMilliseconds(500), () => Task.FromResult(_log.Entries.Count >= 6 ? work : null));
        var passed = _time.GetUtcNow() - start;
        await work.StopAsync(Ended).DefaultTimeout();

        // Between the tries: the period of 1 s, then at least 2, 4, 8 and 16 s.
        passed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(31));
        work.Failure.ShouldBe("a step fails");
    }

    private sealed class Work(TimeProvider time, ILogger logger) : PeriodicWork(time, logger)
    {
        public int FailuresLeft { get; set; }

        public int Good { get; private set; }

        protected override TimeSpan Period => TimeSpan.FromSeconds(1);

        public override void Step()
        {
            if (FailuresLeft-- > 0)
            {
                throw new InvalidOperationException("a step fails");
            }

            Good++;
        }
    }
}
