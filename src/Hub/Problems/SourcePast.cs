using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>What one source did before.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Runs">Ended runs, in no order: the newest of each pipeline, and those of the last 24 hours.</param>
/// <param name="Seen">How long it was watched in the last 24 hours, the oldest part first; parts do not overlap.</param>
internal sealed record SourcePast(string Source, IReadOnlyList<ExecutionData> Runs, IReadOnlyList<SeenPart> Seen);

/// <summary>For how much of a time a source was watched.</summary>
/// <param name="From">When the time begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Seen">For how long the source was watched, at most <paramref name="Length"/>.</param>
internal readonly record struct SeenPart(DateTimeOffset From, TimeSpan Length, TimeSpan Seen);
