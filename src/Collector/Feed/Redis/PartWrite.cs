using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>What a publisher changes of its part of a source.</summary>
/// <param name="Part">The part.</param>
/// <param name="Changes">New values and removals, in the order in which they are written; may be empty.</param>
/// <param name="OutOfView">Executions that left the view; may be empty.</param>
internal sealed record PartWrite(FeedPart Part, IReadOnlyList<SourceMessage> Changes, IReadOnlyList<MessageKey> OutOfView)
{
    /// <summary>How many values were dropped before, because Redis was slow or away.</summary>
    public long Lost { get; init; }
}
