namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>The payload of a run is not JSON.</summary>
internal sealed class MalformedPayloadException(Exception cause) : Exception(cause.Message, cause);
