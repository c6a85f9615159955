using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>What changed together, as a collector publishes it.</summary>
/// <param name="Changes">New values, at most one of each key, in the order status, stats, health, executions newest first, heartbeat.</param>
/// <param name="OutOfView">Executions that left the view because newer ones took their place; subscribers trim these by themselves, so nothing is sent of them.</param>
public sealed record FeedBatch(IReadOnlyList<SourceMessage> Changes, IReadOnlyList<MessageKey> OutOfView)
{
    /// <summary>A batch with values only.</summary>
    public static FeedBatch Of(params IReadOnlyList<SourceMessage> changes) => new(changes, []);
}
