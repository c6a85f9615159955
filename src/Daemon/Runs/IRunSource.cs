namespace FlextMonitor.Daemon.Runs;

/// <summary>Where pipelines and their runs come from. Callable from many calls at once.</summary>
internal interface IRunSource
{
    /// <summary>What kind of source it is, one word for <c>GetSystemInfo</c>'s features.</summary>
    string Kind { get; }

    /// <summary>What it is and does, one line for the health check.</summary>
    string Description { get; }

    /// <summary>Why it does not work at present; null while it does.</summary>
    string? Failure { get; }

    /// <summary>Counts since the source began.</summary>
    ValueTask<RunTotals> CountAsync(CancellationToken cancellationToken);

    /// <summary>All pipelines, in no order.</summary>
    ValueTask<IReadOnlyList<PipelineInfo>> ListPipelinesAsync(CancellationToken cancellationToken);

    /// <summary>Runs, newest first by start.</summary>
    ValueTask<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>One run as it stands; null where it is not, or no more, known.</summary>
    ValueTask<Run?> FindRunAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// A run as it stands and then at every change, until it has ended; a slow reader misses values in between, never the
    /// last. Empty where the run is not known.
    /// </summary>
    /// <exception cref="OperationCanceledException">The reader gave up.</exception>
    IAsyncEnumerable<Run> FollowAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// The lines of a run's log in the order they were written: the last <paramref name="tail"/> (null for all) of those
    /// there are, then, where <paramref name="follow"/>, each new one until the run has ended. Empty where the run is not known.
    /// </summary>
    /// <exception cref="OperationCanceledException">The reader gave up.</exception>
    IAsyncEnumerable<RunLogLine> ReadLogAsync(string id, int? tail, bool follow, CancellationToken cancellationToken);

    /// <summary>Starts a run.</summary>
    ValueTask<StartResult> StartAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Stops a run; null where that was done.</summary>
    ValueTask<Refusal?> CancelAsync(string id, CancellationToken cancellationToken);
}
