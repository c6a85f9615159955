using FlextMonitor.Collector.Cluster;

namespace FlextMonitor.Hub.Cluster;

/// <summary>What a person should look at, of the processes of the installation.</summary>
internal sealed class ClusterStanding(ClusterNodes nodes, TimeProvider time)
{
    /// <summary>The heartbeat of the evaluator comes every 5 s. After so long without one, nothing is evaluated.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly ClusterFinding RedisAway = Finding("redis-away", "Redis cannot be reached. Each process shows what it has, and the process that evaluates watches all daemons itself");
    private static readonly ClusterFinding NoEvaluator = Finding("no-evaluator", "No process evaluates: no history is recorded, no problem opens and nobody is told. Look whether PostgreSQL answers");

    /// <summary>The lines; empty if all is well, and where one process is alone.</summary>
    public IReadOnlyList<ClusterFinding> Findings => !nodes.IsShared ? [] :
    [
        .. nodes.IsRedisAway ? [RedisAway] : IsNothingEvaluated ? [NoEvaluator] : Array.Empty<ClusterFinding>(),
        .. ClusterFindings.Of(nodes.All),
    ];

    // While Redis is away this process would not hear it.
    private bool IsNothingEvaluated => time.GetUtcNow() - (nodes.EvaluatedAt ?? nodes.Own.StartedAt) > Patience;

    private static ClusterFinding Finding(string code, string text) => new(code, text, text, new Dictionary<string, string>());
}
