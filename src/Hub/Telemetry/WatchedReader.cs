using FlextMonitor.Collector.Feed;
using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Telemetry;

/// <summary>Keeps the values behind the metrics current. It reads in order, so that a run that begins and ends between two looks is counted.</summary>
/// <param name="feed">The feed.</param>
/// <param name="values">What it keeps current.</param>
/// <param name="metrics">Created with this reader, so that the instruments exist from the start.</param>
/// <param name="time">Times the restart after a failure.</param>
/// <param name="logger">Logs failures.</param>
internal sealed class WatchedReader(IFeedReader feed, WatchedValues values, WatchedMetrics metrics, TimeProvider time, ILogger<WatchedReader> logger) : SupervisedService
{
    private const int Capacity = 10_000;

    /// <summary>The instruments that show what this reader keeps.</summary>
    public WatchedMetrics Metrics { get; } = metrics;

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [new("The reader of the watched metrics", ReadAsync, new(), time, logger)];

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var batch in feed.ReadInOrderAsync(Capacity, cancellationToken).ConfigureAwait(false))
        {
            values.Apply(batch);
        }
    }
}
