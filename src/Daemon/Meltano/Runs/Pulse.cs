namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>The heartbeat of one open run, as it was watched.</summary>
/// <param name="Heartbeat">Its newest value, UTC; <c>null</c> if there is none.</param>
/// <param name="Since">Since when this value is known, a timestamp of the time provider.</param>
/// <param name="HasMoved">Whether it was seen to move.</param>
/// <param name="Liveness">What follows from it.</param>
internal sealed record Pulse(DateTime? Heartbeat, long Since, bool HasMoved, Liveness Liveness);
