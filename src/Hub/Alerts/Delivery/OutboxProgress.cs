namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Whether the outbox moves.</summary>
internal sealed class OutboxProgress(TimeProvider time)
{
    /// <summary>After how long without a step the outbox stands still: it takes one every 15 s at least.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private long? _announcing;
    private long? _sending;

    public bool Moves => IsRecent(ref _announcing) && IsRecent(ref _sending);

    public void NoteAnnouncing() => Note(ref _announcing);

    public void NoteSending() => Note(ref _sending);

    private void Note(ref long? step)
    {
        lock (_gate)
        {
            step = time.GetTimestamp();
        }
    }

    private bool IsRecent(ref long? step)
    {
        lock (_gate)
        {
            return step is { } timestamp && time.GetElapsedTime(timestamp) < Patience;
        }
    }
}
