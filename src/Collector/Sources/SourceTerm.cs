using FlextMonitor.Collector.Feed;

namespace FlextMonitor.Collector.Sources;

/// <summary>A period in which only this process collects from one source.</summary>
/// <param name="Stamp">Orders the messages of this term.</param>
/// <param name="Previous">The values that the source published before.</param>
internal sealed record SourceTerm(MessageStamp Stamp, PublishedState Previous);
