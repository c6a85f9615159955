using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>An execution as it was last seen.</summary>
/// <param name="Run">Its newest values.</param>
/// <param name="SeenFrom">When it was first seen in this term.</param>
/// <param name="SeenTo">When it last changed or was first seen.</param>
/// <param name="FirstSeenLate">Whether its source was not watched right before it was first seen.</param>
/// <param name="EndUnseen">Whether its end was not seen.</param>
internal sealed record RunEntry(ExecutionData Run, DateTimeOffset SeenFrom, DateTimeOffset SeenTo, bool FirstSeenLate, bool EndUnseen)
{
    /// <summary>When the daemon was seen to have it no longer; null while the daemon may have it.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    public bool HasEnded => Run.Status is ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled;

    /// <summary>When it ended, as well as that is known; null while it runs.</summary>
    public DateTimeOffset? EndedAt => HasEnded ? Run.FinishedAt ?? StartedPlusDuration() ?? SeenTo : null;

    // A daemon may report a duration that leads past all dates.
    private DateTimeOffset? StartedPlusDuration() =>
        Run is { StartedAt: { } startedAt, DurationSeconds: { } seconds } && seconds <= (DateTimeOffset.MaxValue - startedAt).TotalSeconds ? startedAt.AddSeconds(seconds) : null;
}
