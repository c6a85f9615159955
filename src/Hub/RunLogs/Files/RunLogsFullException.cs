namespace FlextMonitor.Hub.RunLogs.Files;

/// <summary>There is no room for a log, because other logs take it that are being read.</summary>
internal sealed class RunLogsFullException(string message) : IOException(message);
