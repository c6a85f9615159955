namespace FlextMonitor.Collector.Cluster;

/// <summary>One process of the installation, as it says itself.</summary>
/// <param name="Id">Tells this run of the process from all others.</param>
/// <param name="Node">Its name. Two processes may have the same by mistake.</param>
/// <param name="Roles">What it may do: <c>hub</c>, <c>collector</c>, <c>evaluator</c>.</param>
/// <param name="Version">Its release.</param>
/// <param name="StartedAt">When it started, by its clock.</param>
/// <param name="ClockOffset">How far its clock is ahead of that of Redis, negative if it is behind; null before it has been measured, or where one process is alone.</param>
/// <param name="LagChanges">How many entries of the feed it had not read, 0 or more; null before it has read any.</param>
/// <param name="Daemons">A hash of the settings of each daemon, without secrets and paths of files, by the daemon's name.</param>
public sealed record ClusterNode(
    string Id, string Node, IReadOnlyList<string> Roles, string Version, DateTimeOffset StartedAt, TimeSpan? ClockOffset, long? LagChanges, IReadOnlyDictionary<string, string> Daemons)
{
    /// <summary>How long ago it was heard. It is left out after <see cref="ClusterNodes.ForgottenAfter"/>.</summary>
    public TimeSpan Silence { get; init; }
}
