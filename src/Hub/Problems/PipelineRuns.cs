using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>The known runs of one pipeline. What is worked out from ended runs is kept until one of them changes.</summary>
internal sealed class PipelineRuns
{
    private readonly List<ExecutionData> _runs = [];
    private readonly List<ExecutionData> _running = [];
    private RunEnding? _ending;
    private (bool IsKnown, UsualTime? Time) _usual;
    private (bool IsKnown, long? Rows) _usualRows;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ExecutionData> Runs => _runs;

    /// <summary>Those of <see cref="Runs"/> that run, newest first: few of many.</summary>
    public IReadOnlyList<ExecutionData> Running => _running;

    /// <summary>Grows whenever a run came, went, began or ended; not while a run only moves on.</summary>
    public long Version { get; private set; }

    /// <summary>How the pipeline stands by its ended runs.</summary>
    public RunEnding Ending => _ending ??= RunEnding.Of(_runs);

    /// <summary>Median duration of the last 20 successful runs; null with fewer than three.</summary>
    public TimeSpan? Usual => UsualTime?.Median;

    /// <summary>What takes longer is slow; null where <see cref="Usual"/> is.</summary>
    public TimeSpan? SlowAfter => UsualTime?.SlowAfter;

    /// <summary>The successful runs, newest first.</summary>
    public IEnumerable<ExecutionData> Good => _runs.Where(run => run.Status == ExecutionStatus.Success);

    /// <summary>Median of the records of the last 20 successful runs, of those that reported any; null with fewer than three.</summary>
    public long? UsualRows
    {
        get
        {
            if (!_usualRows.IsKnown)
            {
                _usualRows = (true, Problems.UsualRows.Of(Good));
            }

            return _usualRows.Rows;
        }
    }

    private UsualTime? UsualTime
    {
        get
        {
            if (!_usual.IsKnown)
            {
                _usual = (true, Problems.UsualTime.Of(Good));
            }

            return _usual.Time;
        }
    }

    /// <summary>Takes in a run.</summary>
    /// <param name="before">The value of this run that is held; null if it is new to the pipeline.</param>
    /// <param name="run">Its new value.</param>
    public void Set(ExecutionData? before, ExecutionData run)
    {
        if (before is not null && before.StartedAt == run.StartedAt && PlaceOf(_runs, before) is >= 0 and var place)
        {
            _runs[place] = run;
            TakeRunning(before);
            AddRunning(run);
            if (!before.HasEnded() && before.Status == run.Status && before.PipelineName == run.PipelineName)
            {
                return;
            }
        }
        else
        {
            Take(before);
            _runs.Insert(~PlaceOf(_runs, run), run);
            AddRunning(run);
        }

        if (run.HasEnded() || before?.HasEnded() == true)
        {
            Changed();
        }
        else
        {
            // What is worked out from ended runs still holds.
            Version++;
        }
    }

    public void Remove(ExecutionData run)
    {
        Take(run);
        Changed();
    }

    /// <summary>Something that is said of the runs changed though none of them did, such as which are in view.</summary>
    public void Changed()
    {
        _ending = null;
        _usual = default;
        _usualRows = default;
        Version++;
    }

    private void Take(ExecutionData? run)
    {
        if (run is not null && PlaceOf(_runs, run) is >= 0 and var place)
        {
            _runs.RemoveAt(place);
            TakeRunning(run);
        }
    }

    private void AddRunning(ExecutionData run)
    {
        if (run.IsRunning())
        {
            _running.Insert(~PlaceOf(_running, run), run);
        }
    }

    private void TakeRunning(ExecutionData run)
    {
        if (PlaceOf(_running, run) is >= 0 and var place)
        {
            _running.RemoveAt(place);
        }
    }

    private static int PlaceOf(List<ExecutionData> runs, ExecutionData run) => runs.BinarySearch(run, ExecutionOrder.NewestFirst);
}
