using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>The known runs of one pipeline. What is worked out from ended runs is kept until one of them changes.</summary>
internal sealed class PipelineRuns
{
    private const int SamplesForUsual = 3;
    private const int MostSamples = 20;
    private const int MostGood = 100;

    private readonly List<ExecutionData> _runs = [];
    private readonly List<ExecutionData> _running = [];
    private RunEnding? _ending;
    private IReadOnlyList<ExecutionData>? _good;
    private (UsualTime? Time, long? Rows)? _usual;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ExecutionData> Runs => _runs;

    /// <summary>Those of <see cref="Runs"/> that run, newest first: few of many.</summary>
    public IReadOnlyList<ExecutionData> Running => _running;

    /// <summary>Grows whenever a run came, went, began or ended; not while a run only moves on.</summary>
    public long Version { get; private set; }

    /// <summary>How the pipeline stands by its ended runs.</summary>
    public RunEnding Ending => _ending ??= RunEnding.Of(_runs);

    /// <summary>Median duration of the last 20 successful runs; null with fewer than three.</summary>
    public TimeSpan? Usual => (_usual ??= WorkOutUsual()).Time?.Median;

    /// <summary>What takes longer is slow; null where <see cref="Usual"/> is.</summary>
    public TimeSpan? SlowAfter => (_usual ??= WorkOutUsual()).Time?.SlowAfter;

    /// <summary>The last 100 successful runs, newest first.</summary>
    public IReadOnlyList<ExecutionData> Good => _good ??= [.. _runs.Where(run => run.Status == ExecutionStatus.Success).Take(MostGood)];

    /// <summary>Median of the records of the last 20 successful runs, of those that reported any; null with fewer than three.</summary>
    public long? UsualRows => (_usual ??= WorkOutUsual()).Rows;

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
        _usual = null;
        _good = null;
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

    private (UsualTime? Time, long? Rows) WorkOutUsual()
    {
        var samples = Good.Take(MostSamples).ToList();
        return (
            UsualTime.Of([.. samples.Select(run => run.Duration(default)).OfType<TimeSpan>()]),
            Median([.. samples.Select(run => run.RecordsProcessed).OfType<long>().Where(rows => rows > 0).Order()]));
    }

    private static T? Median<T>(IReadOnlyList<T> ordered)
        where T : struct => ordered.Count < SamplesForUsual ? null : ordered[ordered.Count / 2];
}
