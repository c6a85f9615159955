namespace FlextMonitor.Hub.Audit;

/// <summary>Something that is yet to be stored.</summary>
/// <param name="recorded">What happened; <c>null</c> for a mark that only tells when everything before it is stored.</param>
internal sealed class QueuedEvent(RecordedEvent? recorded)
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecordedEvent? Recorded { get; } = recorded;

    /// <summary>Whether an attempt to store it has failed, which the log tells. It may be stored all the same, if the answer of the database got lost.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Completes when it is stored.</summary>
    public Task Stored => _stored.Task;

    public void Complete() => _stored.TrySetResult();
}
