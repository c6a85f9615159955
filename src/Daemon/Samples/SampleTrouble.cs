namespace FlextMonitor.Daemon.Samples;

/// <summary>What goes wrong with a sample pipeline.</summary>
internal enum SampleTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Some of its runs end with an error.</summary>
    Fails,

    /// <summary>Some of its runs stop getting on, and stay running.</summary>
    Sticks,
}
