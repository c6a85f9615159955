using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FlextMonitor.Daemon.Runs;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Samples;

/// <summary>Sample pipelines, which run by themselves and move no data, for users without a Meltano project. Everything is marked <c>sample</c>.</summary>
/// <remarks>Only <see cref="Step"/> reads the clock, so the same seed and the same steps give the same runs.</remarks>
internal sealed class SampleRuns : IRunSource
{
    /// <summary>How long before the start the earlier runs of the pipelines without a schedule were; longer than any run takes.</summary>
    private static readonly TimeSpan LongBefore = TimeSpan.FromMinutes(5);

    private static readonly ImmutableDictionary<string, string> Mark = ImmutableDictionary<string, string>.Empty.Add("sample", "true");
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly SampleOptions _options;
    private readonly Random _random;
    private readonly DateTimeOffset _since;
    private readonly ImmutableDictionary<string, SampleJob> _jobs;
    private readonly SampleHistory _history;
    private long _number;

    public SampleRuns(IOptions<SampleOptions> options, TimeProvider time)
    {
        _time = time;
        _options = options.Value;
        _random = new Random(_options.Seed);
        _since = time.GetUtcNow();
        _history = new SampleHistory(_options.History);
        _jobs = SampleCatalog.Pipelines.ToImmutableDictionary(pipeline => pipeline.Id, pipeline => new SampleJob(pipeline, _since));
        foreach (var pipeline in SampleCatalog.Pipelines.Where(pipeline => pipeline.Every is null))
        {
            HaveRun(_jobs[pipeline.Id]);
        }
    }

    /// <inheritdoc/>
    public string Kind => "samples";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Features { get; } = new Dictionary<string, string> { ["run_pipeline"] = "true", ["cancel_execution"] = "true" };

    /// <inheritdoc/>
    public string Description => $"{_jobs.Count} sample pipelines, which move no data";

    /// <inheritdoc/>
    public string? Failure { get; private set; }

    /// <summary>Advances the runs up to now, and starts those that are due.</summary>
    public void Step()
    {
        lock (_lock)
        {
            try
            {
                StepAll(_time.GetUtcNow());
                Failure = null;
            }
            catch (Exception unexpected)
            {
                Failure = $"the schedule of the samples fails: {unexpected.Message}";
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunTotals> CountAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_history.Count(_jobs.Values.Count(job => job.Active is not null)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PipelineInfo>> ListPipelinesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<PipelineInfo>>([.. _jobs.Values.Select(job => job.Describe(_since - LongBefore))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_history.List(query));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Run?> FindRunAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_history.Find(id)?.Current);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Run> FollowAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = Find(id);
        while (run is not null)
        {
            Run current;
            Task changed;
            lock (_lock)
            {
                (current, changed) = (run.Current, run.Changed);
            }

            yield return current;
            if (current.HasEnded)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunLogLine> ReadLogAsync(
        string id, int? tail, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = Find(id);
        var next = -1;
        while (run is not null)
        {
            IReadOnlyList<RunLogLine> lines;
            Task changed;
            bool last;
            lock (_lock)
            {
                next = next < 0 ? Math.Max(0, run.LineCount - (tail ?? run.LineCount)) : next;
                (lines, changed, last) = (run.LinesFrom(next), run.Changed, !follow || run.Current.HasEnded);
                next = run.LineCount;
            }

            foreach (var line in lines)
            {
                yield return line;
            }

            if (last)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StartResult> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(Start(request));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Refusal?> CancelAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(Cancel(id));
        }
    }

    private void StepAll(DateTimeOffset now)
    {
        foreach (var pipeline in SampleCatalog.Pipelines)
        {
            var job = _jobs[pipeline.Id];
            if (job.Active is { } active)
            {
                Change(job, active, () => active.Advance(now, _options.GiveUpAfter));
            }

            if (job.TakeDue(now))
            {
                Start(job, now, "schedule", fullRefresh: false);
            }
        }
    }

    // A pipeline that has never run is in no list of runs, so nobody who looks at one could start it.
    private void HaveRun(SampleJob job)
    {
        Start(job, _since - LongBefore, "api", fullRefresh: false);
        var run = job.Active!;
        Change(job, run, () => run.Advance(_since, _options.GiveUpAfter));
    }

    private SampleRun? Find(string id)
    {
        lock (_lock)
        {
            return _history.Find(id);
        }
    }

    private StartResult Start(RunRequest request)
    {
        if (!_jobs.TryGetValue(request.PipelineId, out var job))
        {
            return StartResult.Of(RefusalReason.NotFound, $"there is no pipeline '{request.PipelineId}'; ListPipelines names those there are");
        }

        if (request.Environment.Count > 0)
        {
            return StartResult.Of(RefusalReason.NotSupported, "sample pipelines take no env_vars: there is no process to give them to");
        }

        // As Meltano does: two runs of one pipeline would write the same state.
        return job.Active is { } active
            ? StartResult.Of(RefusalReason.WrongState, $"pipeline '{request.PipelineId}' is running already, as {active.Current.Id}; cancel that first or wait for its end")
            : StartResult.Of(Start(job, _time.GetUtcNow(), "api", request.FullRefresh));
    }

    private Run Start(SampleJob job, DateTimeOffset now, string triggeredBy, bool fullRefresh)
    {
        // The id begins with the time of the daemon's start, so that no later daemon gives the same id to another run.
        var id = $"sample-{_since.ToUnixTimeMilliseconds():x}-{++_number}";
        var metadata = fullRefresh ? Mark.Add("full_refresh", "true") : Mark;
        var accepted = new Run(id, job.Pipeline.Id, RunState.Pending, now, triggeredBy) { Records = 0, Metadata = metadata };
        _history.Add(job.Start(accepted, fullRefresh, _random));
        return accepted;
    }

    private Refusal? Cancel(string id)
    {
        if (_history.Find(id) is not { } run)
        {
            return new Refusal(RefusalReason.NotFound, $"there is no execution '{id}', or no more");
        }

        if (run.Current.HasEnded)
        {
            return new Refusal(RefusalReason.WrongState, $"execution '{id}' has ended already: {run.Current.State.ToString().ToLowerInvariant()}");
        }

        Change(_jobs[run.Current.PipelineId], run, () => run.Cancel(_time.GetUtcNow(), "asked for by CancelExecution"));
        return null;
    }

    private void Change(SampleJob job, SampleRun run, Action change)
    {
        change();
        if (run.Current.HasEnded)
        {
            job.Release();
            _history.CountEnded(run.Current.State);
        }
    }
}
