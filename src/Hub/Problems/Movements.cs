using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>The last movements of the running executions of one source.</summary>
internal sealed class Movements
{
    private readonly Dictionary<string, Movement> _byRun = new(StringComparer.Ordinal);

    public Movement? Of(string runId) => _byRun.GetValueOrDefault(runId);

    /// <summary>Takes in a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="at">When this was observed.</param>
    public void Take(ExecutionData run, DateTimeOffset at)
    {
        if (!run.IsRunning())
        {
            _byRun.Remove(run.Id);
            return;
        }

        // Null does not mean that it stands still: progress is unknown whenever the collector does not follow the run.
        var known = Of(run.Id);
        var told = new Movement(at, run.RecordsProcessed ?? known?.RecordsProcessed, run.Progress ?? known?.Progress);
        if (known is null || known with { At = at } != told)
        {
            _byRun[run.Id] = told;
        }
    }

    /// <summary>Goes on from an earlier term, in which the run last moved at a time.</summary>
    public void Resume(ExecutionData run, DateTimeOffset at) => _byRun[run.Id] = new Movement(at, run.RecordsProcessed, run.Progress);

    public void Forget(string runId) => _byRun.Remove(runId);

    /// <summary>Forgets runs that are in view no longer.</summary>
    public void KeepOnly(Predicate<string> isInView)
    {
        foreach (var id in _byRun.Keys.Where(id => !isInView(id)).ToList())
        {
            _byRun.Remove(id);
        }
    }
}
