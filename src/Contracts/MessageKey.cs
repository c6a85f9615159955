namespace FlextMonitor.Contracts;

/// <summary>What a <see cref="SourceMessage"/> is a value of; the latest value of each key is all that a subscriber needs.</summary>
/// <param name="Source">Name of the daemon as configured.</param>
/// <param name="Kind">Which part of the daemon's state.</param>
/// <param name="Id">The id of the execution, pipeline or problem; null for kinds of which a source has one.</param>
public readonly record struct MessageKey(string Source, MessageKind Kind, string? Id = null);
