using FlextMonitor.Collector.Feed.Memory;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>Limits of the feed on Redis.</summary>
internal sealed record RedisFeedOptions
{
    /// <summary>How long removals are remembered.</summary>
    public TimeSpan RemovalMemory { get; init; } = LatestValues.RemovalMemory;

    /// <summary>The most removals that are remembered of one source.</summary>
    public int MaxRemovals { get; init; } = LatestValues.MaxRemovals;

    /// <summary>About how many entries the stream holds. A reader that falls behind by more lists everything again.</summary>
    public int StreamLength { get; init; } = 10_000;

    /// <summary>How long the values of a source are kept after its last publication and the last renewal of its lease, such as of one that was taken out of the settings.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The most values of one call. More are written by several.</summary>
    public int MaxValues { get; init; } = 500;

    /// <summary>How often a reader looks for changes without having heard the doorbell. With the second that a call may take, a connection that has fallen silent is noticed after 2 s.</summary>
    public TimeSpan LookAtLeastEvery { get; init; } = TimeSpan.FromSeconds(1);
}
