namespace FlextMonitor.Hub.History.Tables;

/// <summary>A source, one of its feeds or one of its components became another state.</summary>
internal sealed class StateChangeRow
{
    public long Id { get; init; }

    public required int SourceId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required StateSubject Subject { get; init; }

    /// <summary>The feed's or component's name; empty for the source itself.</summary>
    public required string Name { get; init; }

    /// <summary>The state: that of the source, <c>ok</c> or <c>failing</c> of a feed, <c>healthy</c>, <c>unhealthy</c> or <c>gone</c> of a component.</summary>
    public required string State { get; init; }

    /// <summary>The error, or the component's message, at most 1,024 characters; null if there is none.</summary>
    public required string? Message { get; init; }
}
