using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>Values that changed together, or the whole current state.</summary>
/// <param name="Changes">New values, in the order of <see cref="MessageKind"/>. A publisher sends at most one of each key.</param>
/// <param name="OutOfView">Executions that newer ones moved out of view. Subscribers trim these themselves, so no message is sent for them.</param>
public sealed record FeedBatch(IReadOnlyList<SourceMessage> Changes, IReadOnlyList<MessageKey> OutOfView)
{
    /// <summary>
    /// Whether <see cref="Changes"/> is the whole current state, recent removals included: a key that is missing has no value.
    /// The first batch of a reader is whole, and so is the first one after an interruption of the feed.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>How many values an ordered reader missed before this batch because its queue was full; 0 if none.</summary>
    public long Lost { get; init; }

    /// <summary>A batch with values only.</summary>
    public static FeedBatch Of(params IReadOnlyList<SourceMessage> changes) => new(changes, []);
}
