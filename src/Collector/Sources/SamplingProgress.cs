using System.Collections.Concurrent;
using FlextMonitor.Collector.Settings;

namespace FlextMonitor.Collector.Sources;

/// <summary>Whether the feeds of a daemon are being sampled, with whatever result.</summary>
internal sealed class SamplingProgress(DaemonOptions daemon, TimeProvider time)
{
    /// <summary>For how long nothing may be sampled beyond what the settings explain.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<FeedKind, long> _sampledAt = new();

    /// <summary>A term begins: what an earlier one sampled counts no longer.</summary>
    public void Begin() => _sampledAt.Clear();

    /// <summary>A sample of a feed has ended.</summary>
    public void Note(FeedKind feed) => _sampledAt[feed] = time.GetTimestamp();

    /// <summary>Whether every feed was sampled lately.</summary>
    /// <param name="interval">The time between samples, which may be longer than the setting.</param>
    public bool Moves(TimeSpan interval) => FeedKinds.All.All(feed => _sampledAt.TryGetValue(feed, out var at) && time.GetElapsedTime(at) < interval + daemon.Deadline + Patience);
}
