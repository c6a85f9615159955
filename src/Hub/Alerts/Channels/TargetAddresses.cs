using System.Net;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Which addresses a channel may call. Without a limit, a person who sets up a channel could reach services inside the network.</summary>
internal static class TargetAddresses
{
    /// <summary>Addresses of this machine, of private networks, and of forms that can hide one of these.</summary>
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("::/96"), // loopback, and IPv4-compatible addresses
        IPNetwork.Parse("::ffff:0:0/96"), // IPv4-mapped
        IPNetwork.Parse("64:ff9b::/96"), // NAT64
        IPNetwork.Parse("64:ff9b:1::/48"), // local NAT64
        IPNetwork.Parse("2001::/32"), // Teredo
        IPNetwork.Parse("2002::/16"), // 6to4
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fec0::/10"),
    ];

    /// <summary>Addresses that belong to no single receiver.</summary>
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("ff00::/8"),
    ];

    /// <summary>Whether a channel may connect to an address.</summary>
    /// <param name="address">The address, as it was resolved.</param>
    /// <param name="allowPrivate">Whether private networks and this machine are allowed.</param>
    public static bool IsAllowed(IPAddress address, bool allowPrivate) => !IsIn(Never, address) && (allowPrivate || !IsIn(Private, address));

    private static bool IsIn(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));
}
