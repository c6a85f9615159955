using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>The executions of one source that are in view, and those that are not stored as they were last seen.</summary>
internal sealed class RunLedger
{
    /// <summary>The most executions that wait for a store that cannot be written. Those that changed first are dropped.</summary>
    private const int MostUnstored = 10_000;

    private readonly Dictionary<string, RunEntry> _inView = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, RunEntry> _unstored = new(StringComparer.Ordinal);

    /// <summary>How many executions were dropped because too many waited, 0 or more.</summary>
    public long Dropped { get; private set; }

    /// <summary>Takes in an execution.</summary>
    /// <param name="run">The execution.</param>
    /// <param name="wasWatched">Whether its source was watched right before this was observed.</param>
    /// <param name="at">When it was observed.</param>
    public void Take(ExecutionData run, bool wasWatched, DateTimeOffset at)
    {
        if (!_inView.TryGetValue(run.Id, out var known))
        {
            var first = new RunEntry(run, at, at, FirstSeenLate: !wasWatched, EndUnseen: false);
            Keep(first with { EndUnseen = first.HasEnded && !wasWatched });
        }
        else if (run.IsNewerThan(known.Run))
        {
            var next = known with { Run = run, SeenTo = at };
            Keep(next with { EndUnseen = next.HasEnded && (known.HasEnded ? known.EndUnseen : !wasWatched) });
        }
    }

    /// <summary>Whether an execution is in view, or is not stored as it was last seen.</summary>
    public bool Knows(string id) => _inView.ContainsKey(id) || _unstored.ContainsKey(id);

    /// <summary>The daemon no longer has an execution.</summary>
    public void Remove(string id, DateTimeOffset at)
    {
        if (_inView.Remove(id, out var entry))
        {
            MarkUnstored(entry with { EndUnseen = entry.EndUnseen || !entry.HasEnded, GoneAt = at });
        }
    }

    /// <summary>Newer executions have taken its place in view.</summary>
    public void LeaveView(string id) => _inView.Remove(id);

    /// <summary>
    /// These are all that the feed holds. One that runs is always in view, so the daemon no longer has one that is missing. Newer ones may have taken the place of one that has ended.
    /// </summary>
    public void KeepOnly(IReadOnlySet<string> ids, DateTimeOffset at)
    {
        foreach (var (id, entry) in _inView.Where(known => !ids.Contains(known.Key)).ToList())
        {
            if (entry.HasEnded)
            {
                LeaveView(id);
            }
            else
            {
                Remove(id, at);
            }
        }
    }

    /// <summary>Takes what is not stored, those that changed first coming first.</summary>
    public IReadOnlyList<RunEntry> TakeUnstored()
    {
        IReadOnlyList<RunEntry> taken = [.. _unstored.Values];
        _unstored.Clear();
        return taken;
    }

    /// <summary>Gives back what could not be stored.</summary>
    public void PutBack(IReadOnlyList<RunEntry> entries)
    {
        var newer = TakeUnstored();
        foreach (var entry in entries.Concat(newer))
        {
            MarkUnstored(entry);
        }
    }

    private void Keep(RunEntry entry)
    {
        _inView[entry.Run.Id] = entry;
        MarkUnstored(entry);
    }

    private void MarkUnstored(RunEntry entry)
    {
        _unstored[entry.Run.Id] = entry;
        if (_unstored.Count > MostUnstored)
        {
            _unstored.RemoveAt(0);
            Dropped++;
        }
    }
}
