using FlextMonitor.Contracts;

namespace FlextMonitor.Testing.Vectors;

/// <summary>What a vector compares of one daemon. What a reader does not know is left as it is.</summary>
public sealed record VectorSource
{
    public SourceState? State { get; init; }

    public bool? IsStale { get; init; }

    public double? CpuUsage { get; init; }

    public double? LastKnownCpuUsage { get; init; }

    public IReadOnlyDictionary<string, ExecutionStatus> Runs { get; init; } = new Dictionary<string, ExecutionStatus>();

    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Pipelines { get; init; } = [];
}
