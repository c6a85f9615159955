namespace FlextMonitor.Contracts;

/// <summary>Identifies what a <see cref="SourceMessage"/> describes. A subscriber needs only the latest value of each key.</summary>
/// <param name="Source">Name of the daemon as configured.</param>
/// <param name="Kind">Which part of the daemon's state.</param>
/// <param name="Id">The id of the execution, pipeline or problem; null for kinds with one value for each source.</param>
public readonly record struct MessageKey(string Source, MessageKind Kind, string? Id = null);
