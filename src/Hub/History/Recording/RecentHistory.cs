using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>What is in memory of one source.</summary>
/// <param name="StoredUntil">Until when the store holds it too, in Unix milliseconds.</param>
/// <param name="Oldest">From when on memory holds all that happened, likewise.</param>
/// <param name="Segments">The segments within the time that was asked for, in order.</param>
internal sealed record RecentHistory(long StoredUntil, long Oldest, IReadOnlyList<Segment> Segments);
