namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>What a service that keeps problems of its own is to do with one.</summary>
internal enum ProblemMirror
{
    /// <summary>Open it, or count it again.</summary>
    Open,

    /// <summary>Note that a person has acknowledged it.</summary>
    Acknowledge,

    /// <summary>Close it.</summary>
    Close,
}
