namespace FlextMonitor.Hub.History.Backfill;

/// <summary>A run that is stored without an end.</summary>
/// <param name="Id">The daemon's id of it.</param>
/// <param name="SortAt">Its place among runs.</param>
internal sealed record OpenRun(string Id, DateTimeOffset SortAt);
