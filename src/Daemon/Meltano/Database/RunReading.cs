namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>A row as it was read, with what changes every second.</summary>
/// <param name="Row">The row.</param>
/// <param name="Heartbeat">The column <c>last_heartbeat_at</c>, UTC; <c>null</c> if it is not set, or the table has no such column.</param>
internal sealed record RunReading(RunRow Row, DateTime? Heartbeat);
