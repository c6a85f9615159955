namespace FlextMonitor.Hub.History.Tables;

/// <summary>Another process has begun a newer term, so this one may write history no longer.</summary>
internal sealed class HistoryTermOverException() : Exception("another process has begun to write history");
