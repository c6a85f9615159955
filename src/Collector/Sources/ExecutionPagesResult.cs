using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Sources;

/// <summary>The pages of a list put together.</summary>
/// <param name="Call">The list; without one, the failure of the last call.</param>
/// <param name="Lacks">Why the list lacks executions that the daemon has; null if it lacks none.</param>
internal sealed record ExecutionPagesResult(CallResult<ListExecutionsResponse> Call, string? Lacks);
