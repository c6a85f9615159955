using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The words for statuses, as on the wire.</summary>
public static class RunStatuses
{
    /// <summary>Each status by its word.</summary>
    public static IReadOnlyDictionary<string, ExecutionStatus> ByWord { get; } = new Dictionary<string, ExecutionStatus>(StringComparer.Ordinal)
    {
        ["pending"] = ExecutionStatus.Pending,
        ["running"] = ExecutionStatus.Running,
        ["success"] = ExecutionStatus.Success,
        ["failed"] = ExecutionStatus.Failed,
        ["cancelled"] = ExecutionStatus.Cancelled,
        ["unknown"] = ExecutionStatus.Unknown,
    };
}
