using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>Something that happened, told once. What was so already when the client first connected is no event, and a reconnect repeats none.</summary>
public abstract record MonitorEvent
{
    private protected MonitorEvent()
    {
    }

    /// <summary>The daemon that it concerns; <c>_monitor</c> for the monitor itself; empty for <see cref="Missed"/>.</summary>
    public abstract string Source { get; }

    /// <summary>An execution ended, with success or not.</summary>
    /// <param name="Execution">The execution.</param>
    public sealed record RunEnded(ExecutionData Execution) : MonitorEvent
    {
        /// <inheritdoc/>
        public override string Source => Execution.Source;
    }

    /// <summary>Something needs a person.</summary>
    /// <param name="Problem">The problem as it was first sent.</param>
    public sealed record ProblemOpened(Problem Problem) : MonitorEvent
    {
        /// <inheritdoc/>
        public override string Source => Problem.Source;
    }

    /// <summary>A problem is over.</summary>
    /// <param name="Problem">The problem as it was last sent.</param>
    /// <param name="ResolvedAt">When it ended (UTC); <c>null</c> if it ended while the client was not connected.</param>
    public sealed record ProblemEnded(Problem Problem, DateTimeOffset? ResolvedAt) : MonitorEvent
    {
        /// <inheritdoc/>
        public override string Source => Problem.Source;
    }

    /// <summary>The reader was too slow: the oldest events that waited for it were dropped.</summary>
    /// <param name="Count">How many, 1 or more.</param>
    public sealed record Missed(long Count) : MonitorEvent
    {
        /// <inheritdoc/>
        public override string Source => "";
    }
}
