using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Proxies;

/// <summary>The proxies that the settings name.</summary>
public sealed class KnownProxies(IOptions<ForwardedHeadersOptions> options)
{
    /// <summary>Whether an address is one of theirs.</summary>
    public bool Include(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return options.Value.KnownIPNetworks.Any(network => network.Contains(plain));
    }
}
