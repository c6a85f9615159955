namespace FlextMonitor.Daemon.Runs;

/// <summary>A source of runs cannot answer at present; the message says why, for a person to act on.</summary>
internal sealed class RunSourceException(string message, Exception? cause = null) : Exception(message, cause);
