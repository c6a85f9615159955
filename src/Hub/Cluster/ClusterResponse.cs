using FlextMonitor.Collector.Cluster;
using FlextMonitor.Collector.Leases;

namespace FlextMonitor.Hub.Cluster;

/// <summary>The processes of the installation.</summary>
/// <param name="Shared">Whether several may share the live state, because <c>ConnectionStrings:Redis</c> is set.</param>
/// <param name="Node">The id of the process that answers.</param>
/// <param name="RedisAway">Whether it cannot reach Redis: what it knows of the others is old.</param>
/// <param name="Findings">What a person should look at; empty if all is well.</param>
/// <param name="Nodes">The processes that are known, by name; not empty.</param>
/// <param name="Leases">Who does what, that of the evaluator first; empty where one process is alone. Those whose store does not answer are left out.</param>
public sealed record ClusterResponse(
    bool Shared, string Node, bool RedisAway, IReadOnlyList<ClusterFindingResponse> Findings, IReadOnlyList<ClusterNodeResponse> Nodes, IReadOnlyList<ClusterLeaseResponse> Leases);

/// <summary>Something that a person should look at.</summary>
/// <param name="Code">What, such as <c>clock</c>; new ones may come.</param>
/// <param name="Text">One English sentence.</param>
/// <param name="Values">The values in the sentence, by name.</param>
public sealed record ClusterFindingResponse(string Code, string Text, IReadOnlyDictionary<string, string> Values)
{
    internal static ClusterFindingResponse Of(ClusterFinding finding) => new(finding.Code, finding.Text, finding.Values);
}

/// <summary>One process.</summary>
/// <param name="Id">Tells this run of the process from all others.</param>
/// <param name="Name">Its <c>Cluster:Node</c>.</param>
/// <param name="Roles">What it may do: <c>hub</c>, <c>collector</c>, <c>evaluator</c>.</param>
/// <param name="Version">Its release.</param>
/// <param name="StartedAt">When it started (UTC), by its clock.</param>
/// <param name="SilentSeconds">How long ago it was heard, 0 or more; it is left out after 10 s.</param>
/// <param name="ClockOffsetMs">How many milliseconds its clock is ahead of that of Redis; null if that is not known.</param>
/// <param name="LagChanges">How many entries of the feed it had not read, 0 or more; null if that is not known.</param>
public sealed record ClusterNodeResponse(
    string Id, string Name, IReadOnlyList<string> Roles, string Version, DateTimeOffset StartedAt, double SilentSeconds, double? ClockOffsetMs, long? LagChanges)
{
    internal static ClusterNodeResponse Of(ClusterNode node) => new(
        node.Id,
        node.Node,
        node.Roles,
        node.Version,
        node.StartedAt,
        Math.Round(node.Silence.TotalSeconds, 1),
        node.ClockOffset is { } offset ? Math.Round(offset.TotalMilliseconds) : null,
        node.LagChanges);
}

/// <summary>One lease.</summary>
/// <param name="Kind"><c>evaluator</c> or <c>collector</c>.</param>
/// <param name="Source">The daemon that is watched; null for the evaluator.</param>
/// <param name="Holder">The id of the process that holds it; null if nobody does.</param>
/// <param name="Epoch">The epoch of the newest term; 0 before the first.</param>
/// <param name="LeftSeconds">How long it lasts if it is not renewed; 0 if nobody holds it.</param>
public sealed record ClusterLeaseResponse(string Kind, string? Source, string? Holder, long Epoch, double LeftSeconds)
{
    internal static ClusterLeaseResponse OfEvaluator(LeaseStanding lease) => Of("evaluator", null, lease);

    internal static ClusterLeaseResponse OfCollector(LeaseStanding lease) => Of("collector", lease.Name, lease);

    private static ClusterLeaseResponse Of(string kind, string? source, LeaseStanding lease) => new(kind, source, lease.Holder, lease.Epoch, Math.Round(lease.Left.TotalSeconds, 1));
}
