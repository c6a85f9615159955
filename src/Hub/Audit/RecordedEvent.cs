namespace FlextMonitor.Hub.Audit;

/// <summary>Something that happened, before it has a place in the chain.</summary>
/// <param name="Id">Its own id, by which it is recognized if nobody knows whether it was stored.</param>
/// <param name="At">When it happened (UTC).</param>
/// <param name="Happened">What happened.</param>
internal sealed record RecordedEvent(string Id, DateTimeOffset At, AuditEvent Happened)
{
    /// <summary>What happens now.</summary>
    public static RecordedEvent Of(AuditEvent happened, TimeProvider time) => new(Guid.NewGuid().ToString("N"), time.GetUtcNow(), happened);
}
