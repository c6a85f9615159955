namespace FlextMonitor.Hub.Problems;

/// <summary>For how much of a time a source was watched.</summary>
/// <param name="From">When the time begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Seen">For how long the source was watched, at most <paramref name="Length"/>.</param>
public readonly record struct SeenPart(DateTimeOffset From, TimeSpan Length, TimeSpan Seen);
