using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>What changed together, or the whole current state.</summary>
/// <param name="Changes">New values, in the order of <see cref="MessageKind"/>. A publisher sends at most one of each key.</param>
/// <param name="OutOfView">Executions that left the view because newer ones took their place; subscribers trim these by themselves, so nothing is sent of them.</param>
public sealed record FeedBatch(IReadOnlyList<SourceMessage> Changes, IReadOnlyList<MessageKey> OutOfView)
{
    /// <summary>
    /// Whether <see cref="Changes"/> is the whole current state: a key that it lacks has no value. Recent removals are part of it.
    /// The first batch of a reading is whole, and so is each one after the feed could not be followed.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>How many values a reader in order was not given before this batch, because its queue was full; 0 if it was given all.</summary>
    public long Lost { get; init; }

    /// <summary>A batch with values only.</summary>
    public static FeedBatch Of(params IReadOnlyList<SourceMessage> changes) => new(changes, []);
}
