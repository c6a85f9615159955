using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>What stands in Redis of a part.</summary>
/// <param name="Values">Its values and remembered removals, in no order; may be empty.</param>
/// <param name="Marker">The marker of its publisher. Without one it is empty, and the values may be incomplete.</param>
internal sealed record StandingPart(IReadOnlyList<SourceMessage> Values, string Marker);
