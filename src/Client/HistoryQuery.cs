namespace FlextMonitor.Client;

/// <summary>Which recorded figures are wanted.</summary>
/// <param name="Source">The daemon.</param>
public sealed record HistoryQuery(string Source)
{
    /// <summary>The beginning; <c>null</c> means an hour before the end.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end; <c>null</c> means now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The most rows, 1 to 2,000. Default 600. The hub chooses the finest step that needs no more.</summary>
    public int Points { get; init; } = 600;

    /// <summary>The figures, some of <c>cpuUsage</c>, <c>memoryUsage</c>, <c>activePipelines</c>, <c>activeConnections</c>, <c>successRate</c>, <c>delayMs</c> and <c>totalExecutions</c>; empty means all.</summary>
    public IReadOnlyCollection<string> Figures { get; init; } = [];
}
