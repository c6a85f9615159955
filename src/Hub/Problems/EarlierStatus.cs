using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>
/// What an earlier term published of one pipeline. It may know of runs that left the view before this term began, so it counts until newer evidence
/// takes its place.
/// </summary>
internal sealed class EarlierStatus
{
    private PipelineStatus? _status;

    /// <summary>When the last run began; null if nothing is known of it that counts.</summary>
    public DateTimeOffset? LastStartedAt => _status?.LastStartedAt;

    public void Adopt(PipelineStatus status) => _status = status;

    /// <summary>Drops what newer evidence has taken the place of.</summary>
    /// <param name="runs">The known runs of the pipeline; null if there are none.</param>
    /// <param name="areRunsComplete">Whether all runs that the daemon has are known.</param>
    public void Settle(PipelineRuns? runs, bool areRunsComplete)
    {
        if (areRunsComplete)
        {
            _status = null;
        }
        else if (_status is { LastExecutionId: not null } && runs is not null && !(runs.Runs[0].StartedAt < _status.LastStartedAt))
        {
            _status = _status with { LastExecutionId = null, LastStatus = null, LastStartedAt = null, LastEndedAt = null };
        }
    }

    /// <summary>Fills in what the known runs do not say.</summary>
    /// <param name="current">The status by the known runs.</param>
    /// <param name="definition">What the daemon lists of the pipeline; null if it does not list it.</param>
    public PipelineStatus Complete(PipelineStatus current, PipelineDefinition? definition)
    {
        if (_status is not { } earlier)
        {
            return current;
        }

        var known = current with
        {
            Name = definition is null && current.Name == current.Id ? earlier.Name : current.Name,
            LastEndedAt = current.LastEndedAt > earlier.LastEndedAt ? current.LastEndedAt : earlier.LastEndedAt ?? current.LastEndedAt,
            UsualSeconds = current.UsualSeconds ?? earlier.UsualSeconds,
            UsualRows = current.UsualRows ?? earlier.UsualRows,
        };
        return earlier.LastExecutionId is null ? known : known with
        {
            LastExecutionId = earlier.LastExecutionId,

            // A run that has left the view does not run any more. How it ended is not known.
            LastStatus = earlier.LastStatus == ExecutionStatus.Running ? null : earlier.LastStatus,
            LastStartedAt = earlier.LastStartedAt,
        };
    }
}
