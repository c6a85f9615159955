using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>The newest value of one key, that it is gone, or that the connection to the hub changed.</summary>
/// <param name="Key">What changed; <see cref="ConnectionKey"/> for the connection.</param>
/// <param name="Value">Its newest value; <c>null</c> if it does not exist any more, and for the connection.</param>
/// <param name="Removal">Why it does not exist any more: an <see cref="ExecutionRemoved"/>, <see cref="PipelineRemoved"/> or <see cref="ProblemResolved"/>; <c>null</c> if it exists, and if the hub did not say.</param>
/// <param name="PassedOver">How many values the reader was too slow for since its last change, 0 or more: older ones of this key, and all those of keys that came and went meanwhile.</param>
public readonly record struct MonitorChange(MessageKey Key, SourceMessage? Value, SourceMessage? Removal, int PassedOver)
{
    /// <summary>The key of the connection to the hub: the status of <c>_monitor</c>, which has no other.</summary>
    public static MessageKey ConnectionKey { get; } = new(SourceNames.Monitor, MessageKind.Status);

    /// <summary>The connection as it is now: while it is lost, nothing confirms any value. <c>null</c> unless it is the connection that changed.</summary>
    public MonitorConnection? Connection { get; init; }
}
