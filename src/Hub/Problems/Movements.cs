using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>The last movements of the running executions of one source.</summary>
internal sealed class Movements
{
    /// <summary>A run that is first seen this soon after its start has not stood still before.</summary>
    private static readonly TimeSpan SeenFromStart = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Movement> _byRun = new(StringComparer.Ordinal);
    private DateTimeOffset? _pausedAt;

    public Movement? Of(string runId) => _byRun.GetValueOrDefault(runId);

    /// <summary>Takes in a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="at">When this was observed.</param>
    public void Take(ExecutionData run, DateTimeOffset at)
    {
        if (!run.IsRunning())
        {
            _byRun.Remove(run.Id);
        }
        else if (Of(run.Id) is not { } known)
        {
            var isSeenFromStart = run.StartedAt >= at - SeenFromStart;
            _byRun[run.Id] = new Movement(at, run.RecordsProcessed, run.Progress) { IsAtLeast = !isSeenFromStart };
        }
        else
        {
            Move(run, known, at);
        }
    }

    /// <summary>Goes on from an earlier term, in which the run last moved at a time.</summary>
    public void Resume(ExecutionData run, DateTimeOffset at, bool isAtLeast) =>
        _byRun[run.Id] = new Movement(at, run.RecordsProcessed, run.Progress) { IsAtLeast = isAtLeast };

    public void Forget(string runId) => _byRun.Remove(runId);

    /// <summary>Forgets runs that are in view no longer.</summary>
    public void KeepOnly(Predicate<string> isInView)
    {
        foreach (var id in _byRun.Keys.Where(id => !isInView(id)).ToList())
        {
            _byRun.Remove(id);
        }
    }

    /// <summary>Runs cannot be seen from a time on; nothing happens if they could not be seen before.</summary>
    public void Pause(DateTimeOffset at) => _pausedAt ??= at;

    /// <summary>Runs are seen again from a time on; nothing happens if they were.</summary>
    public void Continue(DateTimeOffset at)
    {
        if (_pausedAt is not { } pausedAt)
        {
            return;
        }

        _pausedAt = null;
        foreach (var (id, movement) in _byRun.ToList())
        {
            var unseen = at - (movement.At > pausedAt ? movement.At : pausedAt);
            if (unseen > TimeSpan.Zero)
            {
                _byRun[id] = movement with { Unseen = movement.Unseen + unseen };
            }
        }
    }

    // Null does not mean that it stands still: progress is unknown whenever the collector does not follow the run.
    private void Move(ExecutionData run, Movement known, DateTimeOffset at)
    {
        var (rows, progress) = (run.RecordsProcessed ?? known.RecordsProcessed, run.Progress ?? known.Progress);
        if (rows != known.RecordsProcessed || progress != known.Progress)
        {
            // What moved while nobody saw it may have come to a stop before this was observed.
            _byRun[run.Id] = new Movement(at, rows, progress) { IsAtLeast = _pausedAt is not null };
        }
    }
}
