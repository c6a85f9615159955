using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>
/// Every run that is known of one source: those in view, ended ones out of view that still say how their pipeline stands, and those that history knows.
/// </summary>
/// <param name="changed">Collects the ids of pipelines of which a run changed.</param>
internal sealed class KnownRuns(HashSet<string> changed)
{
    private readonly Dictionary<string, ExecutionData> _inView = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExecutionData> _outOfView = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PipelineRuns> _pipelines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExecutionData> _newestGone = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsettledGone = new(StringComparer.Ordinal);
    private PastRuns? _past;
    private int? _limit;
    private bool _isUnsettled;

    /// <summary>Whether the daemon may have more runs than are in view.</summary>
    public bool IsFull => _inView.Count >= _limit;

    /// <summary>Ids of all pipelines with a known run, in no order.</summary>
    public IReadOnlyCollection<string> PipelineIds => _pipelines.Keys;

    /// <summary>The known runs of a pipeline; null if there are none.</summary>
    public PipelineRuns? Of(string pipelineId) => _pipelines.GetValueOrDefault(pipelineId);

    public ExecutionData? Find(string id) => _inView.GetValueOrDefault(id) ?? _outOfView.GetValueOrDefault(id) ?? _past?.Find(id);

    public bool IsInView(string id) => _inView.ContainsKey(id);

    public bool IsOutOfView(string id) => _outOfView.ContainsKey(id);

    /// <summary>Takes in how many runs are in view.</summary>
    public void SetLimit(int limit)
    {
        _isUnsettled |= _limit != limit;
        _limit = limit;
    }

    /// <summary>Takes in what history knows. What is known already is newer. From now on, ended runs that leave the view are not forgotten.</summary>
    /// <param name="runs">Runs, in any order.</param>
    /// <param name="gone">Runs that the daemon was seen to remove before.</param>
    public void Remember(IEnumerable<ExecutionData> runs, IEnumerable<ExecutionData> gone)
    {
        _past ??= new PastRuns();
        foreach (var run in runs.Where(run => run.HasEnded() && Find(run.Id) is null))
        {
            _past.Add(run);
            AddToPipeline(null, run);
        }

        foreach (var run in gone)
        {
            NoteGone(run);
        }
    }

    /// <summary>Takes in a run.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Take(ExecutionData run)
    {
        var before = Find(run.Id);
        var isInView = _inView.ContainsKey(run.Id);
        var isOnlyPast = _past?.Remove(run.Id) == true;
        if (before is not null && !isOnlyPast && !run.IsNewerThan(before))
        {
            run = before;
        }

        if (isInView && ReferenceEquals(run, before))
        {
            return false;
        }

        _outOfView.Remove(run.Id);
        _inView[run.Id] = run;
        _isUnsettled |= !isInView || before!.Status != run.Status || before.StartedAt != run.StartedAt;
        AddToPipeline(before, run);
        return true;
    }

    /// <summary>The daemon no longer has a run.</summary>
    public void Remove(string id)
    {
        if (Find(id) is { } run)
        {
            _isUnsettled |= _inView.Remove(id);
            _outOfView.Remove(id);
            _past?.Remove(id);
            RemoveFromPipeline(run);
            NoteGone(run);
        }
    }

    /// <summary>Newer runs have taken a run's place in view.</summary>
    public void LeaveView(string id)
    {
        if (_inView.Remove(id, out var run))
        {
            _outOfView[id] = run;
            _isUnsettled = true;
            _pipelines[run.PipelineId].Changed();
            changed.Add(run.PipelineId);
        }
    }

    /// <summary>The whole state follows: a run that it lacks has left the view.</summary>
    public void BeginWhole()
    {
        foreach (var id in _inView.Keys.ToList())
        {
            LeaveView(id);
        }
    }

    /// <summary>Trims what is in view, and forgets what need not be known of what is not. To be called after every batch.</summary>
    /// <param name="isTold">Whether the daemon reports its runs now. If all that it has is in view, what is not does not exist any more.</param>
    public void Settle(bool isTold)
    {
        if (_isUnsettled)
        {
            _isUnsettled = false;
            Trim();
        }

        if (isTold && !IsFull)
        {
            if (_outOfView.Count > 0)
            {
                ForgetOutOfView(_outOfView.Values);
            }

            ForgetOlderThanGone();
        }
    }

    // One that did not decide how the pipeline stands hid none before it.
    private void NoteGone(ExecutionData run)
    {
        if (!run.Decides())
        {
            return;
        }

        if (!_newestGone.TryGetValue(run.PipelineId, out var newest) || ExecutionOrder.NewestFirst.Compare(run, newest) < 0)
        {
            _newestGone[run.PipelineId] = run;
            _unsettledGone.Add(run.PipelineId);
        }
    }

    // A daemon that keeps its newest runs only may have removed older ones unseen. They must not decide how the pipeline stands once a newer one is gone.
    private void ForgetOlderThanGone()
    {
        foreach (var pipeline in _unsettledGone)
        {
            foreach (var run in (Of(pipeline)?.Runs ?? []).Where(run => _past?.Find(run.Id) is not null && ExecutionOrder.NewestFirst.Compare(run, _newestGone[pipeline]) > 0).ToList())
            {
                _past!.Remove(run.Id);
                RemoveFromPipeline(run);
            }
        }

        _unsettledGone.Clear();
    }

    private void Trim()
    {
        var limit = _limit ?? int.MaxValue;
        if (_inView.Count <= limit && _outOfView.Count == 0)
        {
            return;
        }

        List<ExecutionData> inOrder = [.. _inView.Values.Order(ExecutionOrder.NewestFirst)];
        foreach (var run in inOrder.Skip(limit).Where(run => !run.IsRunning()))
        {
            LeaveView(run.Id);
        }

        inOrder.RemoveAll(run => !_inView.ContainsKey(run.Id));
        var ended = OutOfViewRuns.Ended(_outOfView.Values, inOrder, limit);
        ForgetOutOfView(AllBut(_outOfView.Values, ended));
        MoveToPast(AllBut(ended, OutOfViewRuns.Keep(ended, inOrder, limit)));
        _isUnsettled = false;
    }

    private void MoveToPast(IEnumerable<ExecutionData> runs)
    {
        if (_past is null)
        {
            ForgetOutOfView(runs);
            return;
        }

        foreach (var run in runs)
        {
            _outOfView.Remove(run.Id);
            _past.Add(run);
        }

        _past.Trim().ToList().ForEach(RemoveFromPipeline);
    }

    private void ForgetOutOfView(IEnumerable<ExecutionData> runs)
    {
        foreach (var run in runs.ToList())
        {
            _outOfView.Remove(run.Id);
            RemoveFromPipeline(run);
        }
    }

    private static List<ExecutionData> AllBut(IEnumerable<ExecutionData> runs, IEnumerable<ExecutionData> others)
    {
        var ids = others.Select(run => run.Id).ToHashSet(StringComparer.Ordinal);
        return [.. runs.Where(run => !ids.Contains(run.Id))];
    }

    private void AddToPipeline(ExecutionData? before, ExecutionData run)
    {
        if (before is not null && before.PipelineId != run.PipelineId)
        {
            RemoveFromPipeline(before);
            before = null;
        }

        if (!_pipelines.TryGetValue(run.PipelineId, out var pipeline))
        {
            _pipelines.Add(run.PipelineId, pipeline = new PipelineRuns());
        }

        pipeline.Set(before, run);
        changed.Add(run.PipelineId);
    }

    private void RemoveFromPipeline(ExecutionData run)
    {
        changed.Add(run.PipelineId);
        if (_pipelines.TryGetValue(run.PipelineId, out var pipeline))
        {
            pipeline.Remove(run);
            if (pipeline.Runs.Count == 0)
            {
                _pipelines.Remove(run.PipelineId);
            }
        }
    }
}
