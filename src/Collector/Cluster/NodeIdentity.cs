using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Cluster;

/// <summary>Tells this run of this process from all others.</summary>
public sealed class NodeIdentity
{
    /// <summary>Names this run.</summary>
    public NodeIdentity(IOptions<ClusterOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Node = options.Value.Node;
        Id = string.Create(CultureInfo.InvariantCulture, $"{Node}/{Environment.ProcessId}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
    }

    /// <summary>The name of the settings. Two processes may have the same by mistake.</summary>
    public string Node { get; }

    /// <summary>The name, the process id and a random part, so that a restarted process is another one.</summary>
    public string Id { get; }
}
