using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Runs the background work of the live room. A part that fails unexpectedly is restarted alone, with back-off.</summary>
internal sealed partial class LiveWorker(
    LiveFeedReader reader,
    FanOut fanOut,
    SubscriberSweep sweep,
    LiveMetrics metrics,
    TimeProvider time,
    ILogger<LiveWorker> logger) : BackgroundService
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepRunningAsync("feed reader", reader.RunAsync, stoppingToken),
        KeepRunningAsync("fan-out", fanOut.RunAsync, stoppingToken),
        KeepRunningAsync("sweep", sweep.RunAsync, stoppingToken));

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The unexpected failure of one part must not end the process. It is logged and counted, and the part is restarted.")]
    private async Task KeepRunningAsync(string part, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        var backOff = FirstBackOff;
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                await run(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                metrics.WorkerRestarted(part);
                Log.Failed(logger, exception, part, backOff);
            }

            await Task.Delay(backOff, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            backOff = time.GetElapsedTime(started) > LongestBackOff ? FirstBackOff : TimeSpan.FromTicks(Math.Min(backOff.Ticks * 2, LongestBackOff.Ticks));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2021, LogLevel.Error, "The hub's {Part} failed unexpectedly and restarts in {BackOff}")]
        public static partial void Failed(ILogger logger, Exception exception, string part, TimeSpan backOff);
    }
}
