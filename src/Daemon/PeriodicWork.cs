namespace FlextMonitor.Daemon;

/// <summary>
/// Calls one step at a steady period. A step that throws is logged with its stack and tried again with a growing, capped
/// wait; it neither ends the process nor stays silent: <see cref="Failure"/> tells the health check.
/// </summary>
internal abstract partial class PeriodicWork(TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private int _failures;
    private volatile string? _failure;

    /// <summary>Why the last step failed; null while steps succeed.</summary>
    public string? Failure => _failure;

    /// <summary>The time between two steps.</summary>
    protected abstract TimeSpan Period { get; }

    /// <summary>The time between the first step, which comes at once, and the second.</summary>
    protected virtual TimeSpan FirstPeriod => Period;

    /// <summary>One step; tests call it without the loop.</summary>
    public abstract void Step();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            TryStep();
            await Task.Delay(FirstPeriod, time, stoppingToken);
            using var timer = new PeriodicTimer(Period, time);
            do
            {
                if (!TryStep())
                {
                    await Task.Delay(WaitAfter(_failures), time, stoppingToken);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The daemon stops.
        }
    }

    private static TimeSpan WaitAfter(int failures) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(failures, 10)) / 2, LongestWait.TotalSeconds));

    private bool TryStep()
    {
        try
        {
            Step();
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            _failure = unexpected.Message;
            Log.StepFailed(logger, GetType().Name, ++_failures, unexpected);
            return false;
        }

        if (_failures > 0)
        {
            Log.StepSucceedsAgain(logger, GetType().Name, _failures);
            _failures = 0;
            _failure = null;
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(4021, LogLevel.Error, "{Work} failed ({Failures} in a row); it is tried again")]
        public static partial void StepFailed(ILogger logger, string work, int failures, Exception exception);

        [LoggerMessage(4022, LogLevel.Information, "{Work} works again after {Failures} failures")]
        public static partial void StepSucceedsAgain(ILogger logger, string work, int failures);
    }
}
