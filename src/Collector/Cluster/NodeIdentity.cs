using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Cluster;

/// <summary>Tells this run of this process from all others.</summary>
public sealed class NodeIdentity
{
    // Not when it is created: settings are read when they are checked.
    private readonly Lazy<string> _node;
    private readonly Lazy<string> _id;

    /// <summary>Names this run.</summary>
    public NodeIdentity(IOptions<ClusterOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _node = new Lazy<string>(() => options.Value.Node);
        _id = new Lazy<string>(() => string.Create(CultureInfo.InvariantCulture, $"{Node}/{Environment.ProcessId}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}"));
    }

    /// <summary>The name of the settings. Two processes may have the same by mistake.</summary>
    public string Node => _node.Value;

    /// <summary>The name, the process id and a random part, so that a restarted process is another one.</summary>
    public string Id => _id.Value;
}
