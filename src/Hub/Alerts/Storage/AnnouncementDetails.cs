namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>How an announcement waits.</summary>
internal sealed record AnnouncementDetails
{
    /// <summary>When it was to be told if nothing had held it back; null if that is its <see cref="AnnouncementRow.At"/>.</summary>
    public DateTimeOffset? PlannedAt { get; init; }

    /// <summary>What was left of its timer when its problem was held back, 0 or more; null if it is not held back.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Whether it is told because nobody acknowledged what another route told.</summary>
    public bool IsEscalation { get; init; }

    /// <summary>Whether it waits for the end of an acknowledgement.</summary>
    public bool AwaitsAcknowledgementEnd { get; init; }

    /// <summary>Whether it was due, and is told together with the resolution.</summary>
    public bool IsToldWithResolution { get; init; }
}
