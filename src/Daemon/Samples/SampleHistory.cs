using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Samples;

/// <summary>The newest sample runs, and counts of all there were. Guarded by <see cref="SampleRuns"/>.</summary>
/// <param name="capacity">How many are kept; those under way are never forgotten.</param>
internal sealed class SampleHistory(int capacity)
{
    private readonly List<SampleRun> _runs = [];
    private long _all, _succeeded, _failed;

    /// <summary>Adds one, and forgets the oldest that have ended.</summary>
    public void Add(SampleRun run)
    {
        _runs.Add(run);
        _all++;
        while (_runs.Count > capacity && _runs.FindIndex(old => old.Current.HasEnded) is >= 0 and var oldest)
        {
            _runs.RemoveAt(oldest);
        }
    }

    /// <summary>One more has ended so.</summary>
    public void CountEnded(RunState state)
    {
        _succeeded += state == RunState.Success ? 1 : 0;
        _failed += state == RunState.Failed ? 1 : 0;
    }

    /// <summary>All counts.</summary>
    public RunTotals Count(int activePipelines) => new(activePipelines, _all, _succeeded, _failed);

    /// <summary>One by its id; null where it is not, or no more, known.</summary>
    public SampleRun? Find(string id) => _runs.Find(run => run.Current.Id == id);

    /// <summary>Those that fit, newest first.</summary>
    public RunPage List(RunQuery query)
    {
        // Added in order of time; sorted all the same, for a clock that was set back. The sort is stable.
        var fitting = _runs.Select(run => run.Current).Where(query.Matches).Reverse().OrderByDescending(run => run.StartedAt).ToList();
        return new RunPage([.. fitting.Skip(query.Offset).Take(query.Limit ?? int.MaxValue)], fitting.Count);
    }
}
