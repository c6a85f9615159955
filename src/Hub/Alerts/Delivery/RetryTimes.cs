using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>When a message that was not taken is tried again: after up to 5 s, then twice as long up to 5 min, for 24 h.</summary>
internal static class RetryTimes
{
    /// <summary>After this long a message is given up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>The wait before the next attempt.</summary>
    /// <param name="attempts">How often it was tried, 1 or more.</param>
    /// <param name="asked">How long the receiver asks to wait; null if it does not say.</param>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter needs no secret.")]
    public static TimeSpan WaitAfter(int attempts, TimeSpan? asked)
    {
        var wait = Random.Shared.NextDouble() * BackOff.Ceiling(First, LongestWait, attempts);
        return asked > wait ? asked.Value : wait;
    }
}
