namespace FlextMonitor.Hub.History.Tables;

/// <summary>Since when a part of history is complete: what came before may have been deleted.</summary>
internal sealed class KeptSinceRow
{
    /// <summary>A tier, such as <c>10s</c>, or <c>runs</c>.</summary>
    public required string Part { get; init; }

    public DateTimeOffset Since { get; set; }
}
