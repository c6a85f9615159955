namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>The database does not have the tables of Meltano 2 to 4; the message names what is missing.</summary>
internal sealed class UnknownSchemaException(string message) : Exception(message);
