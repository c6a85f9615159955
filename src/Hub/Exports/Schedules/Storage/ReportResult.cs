namespace FlextMonitor.Hub.Exports.Schedules.Storage;

/// <summary>What became of a report when its time came.</summary>
internal enum ReportResult
{
    /// <summary>It was made and handed to the outbox, which knows the rest.</summary>
    Made,

    /// <summary>Making it failed, and is tried again.</summary>
    Failed,

    /// <summary>It was not made, and is not tried again before its next time.</summary>
    NotSent,
}
