namespace FlextMonitor.Hub.Exports.Schedules.Storage;

/// <summary>A report that is made at its times.</summary>
internal sealed class ScheduleRow
{
    public required string Id { get; init; }

    /// <summary>The person whose rights decide what it holds.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Their e-mail address when it was made.</summary>
    public required string OwnerName { get; init; }

    public required string Name { get; set; }

    public required ReportPlan Plan { get; set; }

    public required ReportTimes Times { get; set; }

    public required string ChannelId { get; set; }

    /// <summary>When it is to be made next; null while it is paused.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>When somebody asked to have it made at once; null if nobody waits for that.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>When making it is tried again after a failure; null if it has not failed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>For which time it was made last, or not made; null before the first.</summary>
    public DateTimeOffset? LastDueAt { get; set; }

    /// <summary>When that was done; null before the first.</summary>
    public DateTimeOffset? LastAt { get; set; }

    public ReportResult? LastResult { get; set; }

    /// <summary>Why it was not made, or what is missing in it, as a sentence; null if all is well.</summary>
    public string? LastReason { get; set; }

    /// <summary>The id of the message and of the file of the last one that was made; null before.</summary>
    public string? LastFileId { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>An e-mail address.</summary>
    public required string UpdatedBy { get; set; }
}
