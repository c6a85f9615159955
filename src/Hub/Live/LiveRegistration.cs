using System.Net;
using System.Net.Sockets;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using FlextMonitor.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Live;

/// <summary>Registers the live state and the hub that sends it.</summary>
public static class LiveRegistration
{
    /// <summary>What waits for a slow subscriber inside the process, in bytes; more than that holds its next write back.</summary>
    private const int TransportBuffer = 16 * 1024;

    /// <summary>What waits unsent for a slow subscriber in the kernel, in bytes; without it megabytes of old values queue there.</summary>
    private const int KernelBuffer = 16 * 1024;

    /// <summary>Connections that may wait to be accepted: thousands come at once when a host has restarted, and who finds the queue full waits a second or more.</summary>
    private const int ConnectBacklog = 4096;

    /// <summary>
    /// Calls that one connection may have under way: one that waits for a silent daemon must not hold up <c>Clock</c>. Streams do not count
    /// (<see cref="LogStreamLimiter.Most"/> limits them).
    /// </summary>
    private const int CallsAtOnce = 4;

    /// <summary>Adds the live state, its readers and SignalR with both protocols. Needs a feed (AddMemoryFeed) and the source catalog (AddSourceCatalog).</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddSettings<LiveOptions>(LiveOptions.Section);
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptions.Validation>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LiveMetrics>();
        services.AddSingleton<LiveState>();
        services.AddSingleton<ILiveState>(provider => provider.GetRequiredService<LiveState>());
        services.AddSingleton<MessageEncoder>();
        services.AddSingleton<FanOutRound>();
        services.AddSingleton<SubscriberCloser>();
        services.AddSingleton<FanOut>();
        services.AddSingleton<ISubscriberConnections>(provider => provider.GetRequiredService<FanOut>());
        services.AddSingleton<SubscriberSweep>();
        services.AddSingleton<LiveFeedReader>();
        services.AddHostedService<LiveWorker>();
        services.AddHostedService<ConnectionDrainer>();
        services.AddHealthChecks().AddCheck<LiveHealthCheck>("live-state");

        services.AddSignalR(hub =>
            {
                hub.MaximumParallelInvocationsPerClient = CallsAtOnce;

                // Says which arguments a call lacks. Of the inside it tells nothing: HubCallFilter has a text for whatever fails there.
                hub.EnableDetailedErrors = true;
            })
            .AddJsonProtocol(json => WireFormat.ConfigureJson(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(messagePack => messagePack.SerializerOptions = WireFormat.MessagePack)
            .AddHubOptions<DashboardHub>(hub => hub.AddFilter<HubCallFilter>());
        services.AddSingleton<HubCallFilter>().AddSingleton<HubCallErrors>();
        services.AddSingleton<LogStreamLimiter>();
        services.AddSingleton<HubLifetimeManager<DashboardHub>, SubscriberLifetimeManager>();
        services.Configure<SocketTransportOptions>(sockets =>
        {
            sockets.Backlog = ConnectBacklog;
            sockets.CreateBoundListenSocket = ListenWithSmallSendQueue;
        });
        return services;
    }

    /// <summary>Maps the hub at <see cref="Routes.DashboardHub"/>, for whoever is signed in.</summary>
    public static IEndpointConventionBuilder MapLive(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHub<DashboardHub>(Routes.DashboardHub, http =>
        {
            http.TransportMaxBufferSize = TransportBuffer;

            // Ours comes first, whatever the size of a write: it counts, and says so where it can.
            http.TransportSendTimeout = WriteLimit.Longest(endpoints.ServiceProvider.GetRequiredService<IOptions<LiveOptions>>().Value.SlowAfter) + SubscriberCloser.Patience;

            // Joined writes would break its counting; a returning subscriber is sent the whole state, which is small.
            http.AllowStatefulReconnects = false;
        }).RequireAuthorization();

    private static Socket ListenWithSmallSendQueue(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (OperatingSystem.IsLinux() && socket.ProtocolType == ProtocolType.Tcp)
        {
            // TCP_NOTSENT_LOWAT of tcp(7); accepted sockets inherit it.
            const int TcpLevel = 6;
            const int NotSentLowWater = 25;
            socket.SetRawSocketOption(TcpLevel, NotSentLowWater, BitConverter.GetBytes(KernelBuffer));
        }

        return socket;
    }
}
