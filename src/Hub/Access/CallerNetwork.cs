using System.Net;
using System.Net.Sockets;

namespace FlextMonitor.Hub.Access;

/// <summary>The network by which callers are counted.</summary>
public static class CallerNetwork
{
    /// <summary>The network of an address that is written out; empty if it is none.</summary>
    internal static string OfText(string? address) => Of(IPAddress.TryParse(address, out var parsed) ? parsed : null);

    /// <summary>The IPv4 address, or the /64 network of an IPv6 address: one caller usually has all 2^64 addresses of it. Empty if the address is unknown.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null || address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        return new IPNetwork(new IPAddress([.. address.GetAddressBytes().Take(8), 0, 0, 0, 0, 0, 0, 0, 0]), 64).ToString();
    }
}
