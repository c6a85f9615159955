namespace FlextMonitor.Collector.Logs;

/// <summary>Where a line of a log that is read again is, as seen from the lines that were sent already.</summary>
internal enum SeamPlace
{
    /// <summary>It was sent already, or comes before the lines that were.</summary>
    Before,

    /// <summary>It comes after the last line that was sent.</summary>
    After,

    /// <summary>The lines that were sent are not where they should be.</summary>
    Missed,
}
