using System.ComponentModel.DataAnnotations;

namespace FlextMonitor.Hub.Live;

/// <summary>How the hub sends, from the settings' section <c>Hub</c>.</summary>
public sealed class LiveOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Hub";

    /// <summary>
    /// How long after a round of writes further changes are joined before the next, 0 to 1 s; 20 ms unless set.
    /// The first change after a quiet moment always goes at once. Longer costs less, and delays what follows by as much.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan JoinWindow { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>After how long without taking anything a subscriber is closed, 1 s to 5 min; 10 s unless set. It comes back and starts over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(10);
}
