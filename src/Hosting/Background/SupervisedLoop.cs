using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hosting.Background;

/// <summary>
/// Keeps one piece of background work running. If it fails unexpectedly, the failure is logged with its stack and reported to
/// <see cref="SupervisedLoopOptions.OnFailure"/>, and the work alone restarts after a back-off: the process goes on, and so does everything else in it.
/// </summary>
/// <param name="name">The name of the work in the log, such as <c>fan-out</c>.</param>
/// <param name="run">The work. It runs until its token is cancelled; it handles the failures that it expects itself.</param>
/// <param name="options">How it restarts.</param>
/// <param name="time">The clock of the back-off.</param>
/// <param name="logger">The log of the failures.</param>
public sealed partial class SupervisedLoop(string name, Func<CancellationToken, Task> run, SupervisedLoopOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Runs the work until cancelled. Ends without an exception, once the work itself has ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            var exception = await TryRunAsync(cancellationToken).ConfigureAwait(false);
            failures = time.GetElapsedTime(started) >= options.ResetAfter ? 1 : failures + 1;
            var backOff = options.BackOffAfter(failures);
            if (exception is not null)
            {
                Log.Failed(logger, name, failures, backOff, exception);
                await ReportAsync(new LoopFailure(exception, failures, backOff)).ConfigureAwait(false);
            }
            else if (!cancellationToken.IsCancellationRequested)
            {
                Log.Ended(logger, name, backOff);
            }

            await Task.Delay(backOff, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "This is the supervisor: it logs what nobody expected and restarts the work.")]
    private async Task<Exception?> TryRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await run(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A failure that cannot be reported is logged and must not end the loop.")]
    private async Task ReportAsync(LoopFailure failure)
    {
        if (options.OnFailure is not { } report)
        {
            return;
        }

        try
        {
            await report(failure).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.NotReported(logger, name, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Error, "{Loop} failed unexpectedly ({Failures} in a row) and restarts in {BackOff}")]
        public static partial void Failed(ILogger logger, string loop, int failures, TimeSpan backOff, Exception exception);

        [LoggerMessage(1002, LogLevel.Error, "{Loop} ended although nothing stopped it, and restarts in {BackOff}")]
        public static partial void Ended(ILogger logger, string loop, TimeSpan backOff);

        [LoggerMessage(1003, LogLevel.Error, "The failure of {Loop} could not be reported")]
        public static partial void NotReported(ILogger logger, string loop, Exception exception);
    }
}
