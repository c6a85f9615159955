using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Hosting.Programs;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Cluster;

/// <summary>What this process says of itself.</summary>
internal sealed class NodeFacts(NodeIdentity identity, IOptions<ClusterOptions> options, IOptions<CollectorOptions> collector, TimeProvider time)
{
    /// <summary>So that what is said stays short. A difference in later ones is not seen.</summary>
    private const int MostDaemons = 1000;

    /// <summary>Enough to tell settings apart, hexadecimal.</summary>
    private const int HashLength = 12;

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly Lazy<IReadOnlyDictionary<string, string>> _daemons = new(() => collector.Value.Daemons.Take(MostDaemons).ToDictionary(daemon => daemon.Name, HashOf, StringComparer.Ordinal));

    /// <summary>Tells this run of the process from all others.</summary>
    public string Id => identity.Id;

    /// <summary>Describes it.</summary>
    public ClusterNode Describe(TimeSpan? clockOffset, long? lag) => new(
        identity.Id, identity.Node, [.. Enum.GetValues<ClusterRoles>().Where(IsOne).Select(role => role.ToString().ToLowerInvariant())], ProgramInfo.Version, _startedAt, clockOffset, lag, _daemons.Value);

    private bool IsOne(ClusterRoles role) => System.Numerics.BitOperations.PopCount((uint)role) == 1 && options.Value.Roles.HasFlag(role);

    // Without the token, and without the files, whose paths may differ from machine to machine.
    private static string HashOf(DaemonOptions daemon)
    {
        object[] said = [daemon.Address, daemon.Service, daemon.Interval, daemon.Deadline, daemon.LoadPercent, daemon.MaxMessageBytes, daemon.ExecutionLimit, daemon.LogLimit];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(said))))[..HashLength];
    }
}
