using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Knows what a daemon did while it could not be seen.</summary>
public interface IUnseenRuns
{
    /// <summary>What a daemon did, as far as it tells that now. Completes when the evaluator answers, which it does not do while it stands still.</summary>
    /// <param name="source">The daemon's name.</param>
    /// <param name="from">Since when it could not be seen.</param>
    /// <param name="until">Until when.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    Task<UnseenRuns> FindAsync(string source, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>What a daemon did while it could not be seen.</summary>
/// <param name="Runs">Runs that started or ended meanwhile, newest first; may be empty.</param>
/// <param name="Missed">Starts that were due and did not take place, in the order of their times; may be empty.</param>
public sealed record UnseenRuns(IReadOnlyList<ExecutionData> Runs, IReadOnlyList<MissedStart> Missed);

/// <summary>A start that was due and did not take place.</summary>
/// <param name="PipelineId">The pipeline's id.</param>
/// <param name="PipelineName">Its name; its id if it has no name.</param>
/// <param name="DueAt">When it was due (UTC).</param>
public sealed record MissedStart(string PipelineId, string PipelineName, DateTimeOffset DueAt);
