using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>The background work of the live room. Each part restarts by itself after a failure.</summary>
internal sealed class LiveWorker(
    LiveFeedReader reader,
    FanOut fanOut,
    SubscriberSweep sweep,
    RightsSweep rightsSweep,
    EncodingRetry encodings,
    LiveMetrics metrics,
    TimeProvider time,
    ILogger<LiveWorker> logger) : SupervisedService
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(10);

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops()
    {
        metrics.Begin();
        return
        [
            Supervise("feed reader", reader.RunAsync),
            Supervise("fan-out", fanOut.RunAsync),
            Supervise("sweep", sweep.RunAsync),
            Supervise("rights sweep", rightsSweep.RunAsync),
            Supervise("encoding retry", encodings.RunAsync),
        ];
    }

    private SupervisedLoop Supervise(string part, Func<CancellationToken, Task> run)
    {
        metrics.WorkerRestarted(part, restarts: 0);
        return new($"The hub's {part}", run, new() { FirstBackOff = FirstBackOff, LongestBackOff = LongestBackOff, OnFailure = _ => CountAsync(part) }, time, logger);
    }

    private Task CountAsync(string part)
    {
        metrics.WorkerRestarted(part);
        return Task.CompletedTask;
    }
}
