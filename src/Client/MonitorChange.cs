using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>The newest value of one key, or that it is gone.</summary>
/// <param name="Key">What changed.</param>
/// <param name="Value">Its newest value; <c>null</c> if it does not exist any more.</param>
/// <param name="Removal">Why it does not exist any more: an <see cref="ExecutionRemoved"/>, <see cref="PipelineRemoved"/> or <see cref="ProblemResolved"/>; <c>null</c> if it exists, and if the hub did not say.</param>
/// <param name="PassedOver">How many values of this key came since the reader was last given one, and were replaced by newer ones, 0 or more.</param>
public readonly record struct MonitorChange(MessageKey Key, SourceMessage? Value, SourceMessage? Removal, int PassedOver);
