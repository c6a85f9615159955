using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>Which recorded runs are wanted. Without anything set, all that the caller may see.</summary>
public sealed record RunQuery
{
    /// <summary>The daemons, by name; empty means all.</summary>
    public IReadOnlyCollection<string> Sources { get; init; } = [];

    /// <summary>The id of a pipeline, exactly; <c>null</c> means all.</summary>
    public string? Pipeline { get; init; }

    /// <summary>How the runs stand; empty means in any way.</summary>
    public IReadOnlyCollection<ExecutionStatus> Statuses { get; init; } = [];

    /// <summary>A part of a pipeline's name or id, of a run's id or of its error, 1 to 200 characters; <c>null</c> means anything.</summary>
    public string? Text { get; init; }

    /// <summary>The earliest start; <c>null</c> means any.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The latest start; <c>null</c> means any.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only runs that took at least this long; <c>null</c> means any.</summary>
    public TimeSpan? MinimumDuration { get; init; }

    /// <summary>How many runs the hub is asked for at a time, 1 to 200. Default 50. It does not limit the result.</summary>
    public int PageSize { get; init; } = 50;
}
