using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Proxies;

/// <summary>The proxies in front of this host; the settings' section <c>Proxies</c>.</summary>
public sealed class ProxyOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Proxies";

    /// <summary>The path of <see cref="Known"/>.</summary>
    public const string KnownKey = $"{Section}:{nameof(Known)}";

    /// <summary>Addresses, such as <c>10.0.0.5</c>, and networks, such as <c>10.0.0.0/24</c>, of the proxies whose forwarded headers are believed. Empty by default.</summary>
    [Description("list of addresses or networks of the proxies whose X-Forwarded headers are believed, such as 127.0.0.1 (none)")]
    public IList<string> Known { get; init; } = [];

    /// <summary>The networks; entries that are none are left out, because the validation refuses them.</summary>
    internal IEnumerable<IPNetwork> ReadNetworks()
    {
        foreach (var text in Known)
        {
            if (TryRead(text, out var network))
            {
                yield return network.Value;
            }
        }
    }

    private static bool TryRead(string text, [NotNullWhen(true)] out IPNetwork? network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        network = IPNetwork.TryParse(text, out var parsed) ? parsed : null;
        return network is not null;
    }

    internal sealed class Validation(IConfiguration configuration) : IValidateOptions<ProxyOptions>
    {
        public ValidateOptionsResult Validate(string? name, ProxyOptions options)
        {
            // The binder ignores text that stands where a list belongs.
            if (configuration[KnownKey] is { Length: > 0 } text)
            {
                return ValidateOptionsResult.Fail($"{KnownKey} is '{text}', but must be a list: {KnownKey}:0={text}");
            }

            var wrong = options.Known.Index().Where(entry => !TryRead(entry.Item, out _)).ToList();
            return wrong.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(wrong.Select(entry => $"{KnownKey}:{entry.Index} is '{entry.Item}', but must be an IP address such as 10.0.0.5, or a network such as 10.0.0.0/24"));
        }
    }
}
