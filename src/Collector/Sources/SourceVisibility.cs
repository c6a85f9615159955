using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Collector.Leases;

namespace FlextMonitor.Collector.Sources;

/// <summary>While Redis is away only sources that this process watches for itself can be seen.</summary>
internal sealed class SourceVisibility(RedisReach reach, LoneTerms lone) : ISourceVisibility
{
    /// <summary>A lease that runs out, and the first answers of the next term.</summary>
    public TimeSpan TakeoverTime { get; } = LeaseTimes.Duration + TimeSpan.FromSeconds(2);

    public DateTimeOffset? HiddenSince(string source) => lone.IsWatching(source) ? null : reach.AwaySince;
}
