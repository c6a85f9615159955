using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Commands;

/// <summary>The silences at one moment: what they hold back, and when that changes by the clock.</summary>
public interface ISilencePlan
{
    /// <summary>Until when messages about a problem are held back; null if they are not held back now.</summary>
    DateTimeOffset? SilencedUntil(Problem problem, DateTimeOffset now);

    /// <summary>When the next silence begins or ends after a time; null if none does.</summary>
    DateTimeOffset? NextChange(DateTimeOffset now);
}
