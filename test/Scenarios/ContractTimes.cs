namespace FlextMonitor.Scenarios.Tests;

/// <summary>What the contract promises of a source with the default interval and deadline, at a subscriber.</summary>
internal static class ContractTimes
{
    /// <summary>From a connection's loss or refusal until <c>down</c>.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromSeconds(2);

    /// <summary>From a daemon's falling silent until <c>down</c>: the deadline and 3 s.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromSeconds(5 + 3);

    /// <summary>From the daemon's first answer until <c>live</c>.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromSeconds(2);

    /// <summary>What the measuring itself may add: the way to the subscriber and the test's own turn on a machine that is busy.</summary>
    public static readonly TimeSpan Measuring = TimeSpan.FromSeconds(0.5);
}
