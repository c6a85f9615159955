using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Samples;

/// <summary>The newest sample runs, and counts of all runs. Guarded by <see cref="SampleRuns"/>.</summary>
/// <param name="capacity">How many runs are kept; running ones are always kept.</param>
internal sealed class SampleHistory(int capacity)
{
    private readonly List<SampleRun> _runs = [];
    private long _all, _succeeded, _failed;

    /// <summary>Adds a run and removes the oldest ended ones.</summary>
    public void Add(SampleRun run)
    {
        _runs.Add(run);
        _all++;
        while (_runs.Count > capacity && _runs.FindIndex(old => old.Current.HasEnded) is >= 0 and var oldest)
        {
            _runs.RemoveAt(oldest);
        }
    }

    /// <summary>Counts an ended run.</summary>
    public void CountEnded(RunState state)
    {
        _succeeded += state == RunState.Success ? 1 : 0;
        _failed += state == RunState.Failed ? 1 : 0;
    }

    /// <summary>All counts.</summary>
    public RunTotals Count(int activePipelines) => new(activePipelines, _all, _succeeded, _failed);

    /// <summary>A run by its id; <c>null</c> if it is not known, or no longer.</summary>
    public SampleRun? Find(string id) => _runs.Find(run => run.Current.Id == id);

    /// <summary>The matching runs, newest first.</summary>
    public RunPage List(RunQuery query)
    {
        // Runs are added in order of time, unless the clock was set back. The sort is stable.
        var fitting = _runs.Select(run => run.Current).Where(query.Matches).Reverse().OrderByDescending(run => run.StartedAt).ToList();
        return new RunPage([.. fitting.Skip(query.Offset).Take(query.Limit ?? int.MaxValue)], fitting.Count);
    }
}
