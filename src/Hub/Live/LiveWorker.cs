using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Runs what the live room does in the background. A part that fails unexpectedly is started again by itself, with back-off.</summary>
internal sealed partial class LiveWorker(
    LiveFeedReader reader,
    FanOut fanOut,
    SubscriberSweep sweep,
    SubscriberCloser closer,
    LiveMetrics metrics,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<LiveWorker> logger) : BackgroundService
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(10);

    /// <summary>How many come back each second after a restart, so that a storm of them is spread.</summary>
    private const double ReturnsPerSecond = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var farewell = lifetime.ApplicationStopping.Register(SayRestarting);
        await Task.WhenAll(
            KeepRunningAsync("feed reader", reader.RunAsync, stoppingToken),
            KeepRunningAsync("fan-out", fanOut.RunAsync, stoppingToken),
            KeepRunningAsync("sweep", sweep.RunAsync, stoppingToken)).ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "One part's unexpected failure must not end the process; it is logged, counted and that part restarted.")]
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

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter needs no secret.")]
    private void SayRestarting()
    {
        var spread = 1 + (fanOut.Count / ReturnsPerSecond);
        foreach (var subscriber in fanOut.Subscribers)
        {
            var retryAfter = TimeSpan.FromSeconds(Math.Round(1 + (Random.Shared.NextDouble() * spread), 1));
            closer.Close(subscriber, ClosingReason.Restarting, retryAfter);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2021, LogLevel.Error, "The hub's {Part} failed unexpectedly and is started again in {BackOff}")]
        public static partial void Failed(ILogger logger, Exception exception, string part, TimeSpan backOff);
    }
}
