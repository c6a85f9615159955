namespace FlextMonitor.Collector.Sources;

/// <summary>The end of one stream.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="HasReported">Whether it reported progress or the end of the execution.</param>
/// <param name="Length">How long it was open.</param>
internal sealed record StreamEnd(StreamEndKind Kind, bool HasReported, TimeSpan Length);
