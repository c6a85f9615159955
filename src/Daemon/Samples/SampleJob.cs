using System.Collections.Immutable;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Samples;

/// <summary>A sample pipeline with its schedule and its present run. Guarded by <see cref="SampleRuns"/>.</summary>
internal sealed class SampleJob(SamplePipeline pipeline, DateTimeOffset since)
{
    private DateTimeOffset? _due = pipeline.Every is null ? null : since + pipeline.FirstAfter;
    private SampleRun? _newest;
    private int _runs;

    /// <summary>The pipeline.</summary>
    public SamplePipeline Pipeline => pipeline;

    /// <summary>The present run; <c>null</c> if none is running.</summary>
    public SampleRun? Active { get; private set; }

    /// <summary>
    /// Whether a run is due now; asking uses the due time up. Times that pass during a run, or while the machine sleeps, are skipped, so that runs never
    /// pile up.
    /// </summary>
    public bool TakeDue(DateTimeOffset now)
    {
        if (_due is not { } due || due > now || pipeline.Every is not { } every)
        {
            return false;
        }

        _due = due + (every * (Math.Floor((now - due) / every) + 1));
        return Active is null;
    }

    /// <summary>Starts a run.</summary>
    public SampleRun Start(Run accepted, bool fullRefresh, Random random)
    {
        Active = _newest = new SampleRun(accepted, SampleScript.Write(pipeline, _runs++, fullRefresh, random));
        return Active;
    }

    /// <summary>Notes that the run has ended.</summary>
    public void Release() => Active = null;

    /// <summary>The pipeline as the daemon describes it.</summary>
    public PipelineInfo Describe(DateTimeOffset createdAt) => new()
    {
        Id = pipeline.Id,
        Name = pipeline.Name,
        Description = $"Sample: pretends to copy {string.Join(", ", pipeline.Streams)}; moves no data",
        Extractor = pipeline.Extractor,
        Loader = pipeline.Loader,
        Transform = pipeline.Transform,
        Schedule = pipeline.Schedule,
        IsActive = pipeline.Every is not null,
        CreatedBy = "FlextMonitor",
        CreatedAt = createdAt,
        Config = ImmutableDictionary<string, object>.Empty.Add("sample", true).Add("streams", string.Join(", ", pipeline.Streams)),
        LastState = _newest?.Current.State,
        LastRun = _newest?.Current.StartedAt,
    };
}
