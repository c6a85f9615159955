using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Contracts.Wire;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Client;

/// <summary>Where the hub is, who asks, and what for. One of <see cref="Token"/>, <see cref="TokenSource"/> or <see cref="Email"/> with <see cref="Password"/> is needed.</summary>
public sealed class MonitorClientOptions
{
    /// <summary>The monitor's address, such as <c>https://monitor.example</c>, with the path below which a proxy serves it. Needed.</summary>
    public Uri? Address { get; set; }

    /// <summary>A service token (<c>fxm_…</c>), which lasts until it is revoked or expires.</summary>
    public string? Token { get; set; }

    /// <summary>Provides a bearer token for every connect and call; <c>null</c> if it has none at the moment. Asked again after a refusal.</summary>
    public Func<CancellationToken, ValueTask<string?>>? TokenSource { get; set; }

    /// <summary>The e-mail address of an account. The client signs in with it, and again when its session is lost.</summary>
    public string? Email { get; set; }

    /// <summary>The password of <see cref="Email"/>.</summary>
    public string? Password { get; set; }

    /// <summary>The daemons to watch, by name; empty (the default) means all that the caller may see.</summary>
    public IList<string> Sources { get; } = [];

    /// <summary>The ceiling of the wait before the second attempt to connect, more than zero; it doubles with every further one. Default 1 s.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The ceiling of every wait, at least <see cref="FirstRetry"/>, at most a day. Default 30 s.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an attempt to connect, or a call, may take, more than zero, at most a day. Default 30 s. A third of it is left to each kind of transport, half of it to <see cref="TokenSource"/>. A stream of log lines may take longer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Makes the protocol of the connection; null: JSON.</summary>
    internal Func<IHubProtocol>? Protocol { get; private set; }

    /// <summary>Uses MessagePack instead of JSON on the wire: the same fields, smaller, and cheaper to read. It does not work in a program that is compiled ahead of time.</summary>
    [RequiresDynamicCode("MessagePack generates code at run time. JSON does not.")]
    [RequiresUnreferencedCode("MessagePack reads the members of messages by reflection. JSON does not.")]
    public MonitorClientOptions UseMessagePack()
    {
        Protocol = () => new MessagePackHubProtocol(Options.Create(new MessagePackHubProtocolOptions { SerializerOptions = WireFormat.MessagePack }));
        return this;
    }
}
