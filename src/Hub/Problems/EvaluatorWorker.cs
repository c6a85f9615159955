using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Problems;

/// <summary>Runs the evaluator in the background. If it fails unexpectedly, a new term begins, with back-off.</summary>
internal sealed partial class EvaluatorWorker(Evaluator evaluator, EvaluatorMetrics metrics, TimeProvider time, ILogger<EvaluatorWorker> logger) : BackgroundService
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(10);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "An unexpected failure of the evaluator must not end the process; it is logged, counted and a new term begins.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backOff = FirstBackOff;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                await evaluator.RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                metrics.Failed();
                Log.Failed(logger, exception, backOff);
            }

            await Task.Delay(backOff, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            backOff = time.GetElapsedTime(started) > LongestBackOff ? FirstBackOff : TimeSpan.FromTicks(Math.Min(backOff.Ticks * 2, LongestBackOff.Ticks));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2401, LogLevel.Error, "The evaluator failed unexpectedly and is started again in {BackOff}")]
        public static partial void Failed(ILogger logger, Exception exception, TimeSpan backOff);
    }
}
