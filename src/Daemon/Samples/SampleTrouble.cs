namespace FlextMonitor.Daemon.Samples;

/// <summary>How a sample pipeline fails.</summary>
internal enum SampleTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Some of its runs end with an error.</summary>
    Fails,

    /// <summary>Some of its runs get stuck and stay running.</summary>
    Sticks,
}
