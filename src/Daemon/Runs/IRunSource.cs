namespace FlextMonitor.Daemon.Runs;

/// <summary>
/// A source of pipelines and their runs. Safe for concurrent calls. Every call throws a <see cref="RunSourceException"/> if what it asks for is not known
/// at present: an empty answer would say that there is nothing.
/// </summary>
internal interface IRunSource
{
    /// <summary>The kind of source: one word, which <c>GetSystemInfo</c> lists as a feature.</summary>
    string Kind { get; }

    /// <summary>What it can do and how it counts, which <c>GetSystemInfo</c> lists as further features.</summary>
    IReadOnlyDictionary<string, string> Features { get; }

    /// <summary>A description for the health check, one line.</summary>
    string Description { get; }

    /// <summary>Why the source does not work at present; <c>null</c> while it works.</summary>
    string? Failure { get; }

    /// <summary>Counts of all runs.</summary>
    ValueTask<RunTotals> CountAsync(CancellationToken cancellationToken);

    /// <summary>All pipelines, in no particular order.</summary>
    ValueTask<IReadOnlyList<PipelineInfo>> ListPipelinesAsync(CancellationToken cancellationToken);

    /// <summary>Runs, newest first by start.</summary>
    ValueTask<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>One run in its present state; <c>null</c> if it is not known, or no longer.</summary>
    ValueTask<Run?> FindRunAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// The present state of a run, then its state after every change, until it has ended. A slow reader misses states in between, but never the last
    /// one. Empty if the run is not known.
    /// </summary>
    /// <exception cref="OperationCanceledException">The reader cancelled.</exception>
    IAsyncEnumerable<Run> FollowAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// The lines of a run's log in the order in which they were written: the last <paramref name="tail"/> existing ones (<c>null</c>: all), then, with
    /// <paramref name="follow"/>, each new one until the run has ended. Empty if the run is not known.
    /// </summary>
    /// <exception cref="OperationCanceledException">The reader cancelled.</exception>
    IAsyncEnumerable<RunLogLine> ReadLogAsync(string id, int? tail, bool follow, CancellationToken cancellationToken);

    /// <summary>Starts a run.</summary>
    ValueTask<StartResult> StartAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Cancels a run; <c>null</c> if it was cancelled.</summary>
    ValueTask<Refusal?> CancelAsync(string id, CancellationToken cancellationToken);
}
