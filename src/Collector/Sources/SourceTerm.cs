using FlextMonitor.Collector.Feed;

namespace FlextMonitor.Collector.Sources;

/// <summary>A time during which this process alone collects from one source.</summary>
/// <param name="Stamp">Orders what is published in this term.</param>
/// <param name="Previous">What the source published before.</param>
internal sealed record SourceTerm(MessageStamp Stamp, PublishedState Previous);
