namespace FlextMonitor.Scenarios.Tests;

/// <summary>The times that the contract promises a subscriber of a source with the default interval and deadline.</summary>
internal static class ContractTimes
{
    /// <summary>From the loss or refusal of a connection to <c>down</c>.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromSeconds(2);

    /// <summary>From a daemon's last answer before it falls silent to <c>down</c>: the deadline and 3 s.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromSeconds(5 + 3);

    /// <summary>From the daemon's first answer to <c>live</c>.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromSeconds(2);

    /// <summary>What the measurement itself may add: delivery to the subscriber, and scheduling on a busy machine.</summary>
    public static readonly TimeSpan Measuring = TimeSpan.FromSeconds(0.5);
}
