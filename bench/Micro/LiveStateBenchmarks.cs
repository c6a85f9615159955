using BenchmarkDotNet.Attributes;
using FlextMonitor.Hub.Live;

namespace FlextMonitor.Bench.Micro;

/// <summary>Applying a tick to the live state, and collecting the entries newer than a cursor.</summary>
[MemoryDiagnoser]
public class LiveStateBenchmarks
{
    private readonly List<LiveEntry> _entries = [];
    private HubParts _parts = null!;

    /// <summary>Executions in view.</summary>
    [Params(10, 500)]
    public int Executions { get; set; }

    /// <summary>Fills the state.</summary>
    [GlobalSetup]
    public void Fill() => _parts = new HubParts(Executions);

    /// <summary>New stats and one changed execution; creating their records is part of the time.</summary>
    [Benchmark]
    public int ApplyTick() => _parts.State.Apply(_parts.NextTick());

    /// <summary>The entries for a subscriber that was up to date before the last tick.</summary>
    [Benchmark]
    public long CollectOneTick()
    {
        _entries.Clear();
        return _parts.State.CollectNewerThan(_parts.State.Version - 2, SourceFilter.All, _entries);
    }

    /// <summary>The entries for a new subscriber: everything.</summary>
    [Benchmark]
    public long CollectFirstState()
    {
        _entries.Clear();
        return _parts.State.CollectNewerThan(LiveState.Beginning, SourceFilter.All, _entries);
    }
}
