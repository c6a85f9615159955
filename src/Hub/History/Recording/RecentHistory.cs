using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>What is in memory of one source.</summary>
/// <param name="StoredUntil">Until when the store holds it too, in Unix milliseconds.</param>
/// <param name="Oldest">From when on the segments hold all that happened, likewise.</param>
/// <param name="RestoredFrom">From when on the restored buckets and the segments together do; null if nothing was restored.</param>
/// <param name="Restored">Buckets of the finest tier that an earlier term stored, within the time that was asked for, in order.</param>
/// <param name="Segments">The segments within the time that was asked for, in order.</param>
internal sealed record RecentHistory(long StoredUntil, long Oldest, long? RestoredFrom, IReadOnlyList<Bucket> Restored, IReadOnlyList<Segment> Segments);
