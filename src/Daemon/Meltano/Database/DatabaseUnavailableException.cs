namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>The database cannot be read at present; the message says why, and what to do.</summary>
internal sealed class DatabaseUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
