using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Daemon;

/// <summary>
/// Calls one step at a steady period. A step that throws is logged with its stack and tried again with back-off; until a step succeeds again,
/// <see cref="Failure"/> tells the health check why.
/// </summary>
internal abstract partial class PeriodicWork(TimeProvider time, ILogger logger) : SupervisedService
{
    private volatile string? _failure;
    private int _failures;

    /// <summary>Why the last step failed; <c>null</c> while steps succeed.</summary>
    public string? Failure => _failure;

    /// <summary>The time between two steps.</summary>
    protected abstract TimeSpan Period { get; }

    /// <summary>The time between the first step, which comes at once, and the second.</summary>
    protected virtual TimeSpan FirstPeriod => Period;

    /// <summary>One step; tests call it without the loop.</summary>
    public abstract void Step();

    /// <summary>Runs after a step has failed, when <see cref="Failure"/> says why.</summary>
    protected virtual void OnFailed()
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops()
    {
        // A run of one period is a good one: its first step succeeded, and only a later one failed.
        var options = new SupervisedLoopOptions { ResetAfter = Period, OnFailure = NoteFailureAsync };
        return [new SupervisedLoop(GetType().Name, StepPeriodicallyAsync, options, time, logger)];
    }

    private async Task StepPeriodicallyAsync(CancellationToken cancellationToken)
    {
        StepOnce();
        await Task.Delay(FirstPeriod, time, cancellationToken);
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            StepOnce();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void StepOnce()
    {
        Step();
        if (_failure is not null)
        {
            Log.StepSucceedsAgain(logger, GetType().Name, _failures);
            _failures = 0;
            _failure = null;
        }
    }

    private Task NoteFailureAsync(LoopFailure failure)
    {
        _failures++;
        _failure = failure.Exception.Message;
        OnFailed();
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(4022, LogLevel.Information, "{Work} works again after {Failures} failures")]
        public static partial void StepSucceedsAgain(ILogger logger, string work, int failures);
    }
}
