using System.Net;
using System.Net.Sockets;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Live;

/// <summary>Registers the live state and the hub that sends it to subscribers.</summary>
public static class LiveRegistration
{
    /// <summary>The most unsent bytes for a slow subscriber inside the process; with more, its write does not complete.</summary>
    private const int TransportBuffer = 16 * 1024;

    /// <summary>The most unsent bytes for a slow subscriber in the kernel. Without this limit, megabytes of outdated values would queue there.</summary>
    private const int KernelBuffer = 16 * 1024;

    /// <summary>Connections that may wait to be accepted. Thousands arrive at once after a restart, and a client that finds the queue full waits a second or more.</summary>
    private const int ConnectBacklog = 4096;

    /// <summary>
    /// Concurrent calls of one connection, so that a call to a silent daemon does not block <c>Clock</c>. Streams do not count
    /// (<see cref="LogStreamLimiter.MaxPerConnection"/> limits them).
    /// </summary>
    private const int CallsAtOnce = 4;

    /// <summary>
    /// The longest message of a subscriber, in bytes. SignalR closes the connection at a longer one, with this number as the reason, so it is far above
    /// what calls need; <see cref="HubCallFilter"/> refuses arguments that are too long, and the connection stays.
    /// </summary>
    private const int LongestCall = 256 * 1024;

    /// <summary>The deepest nesting of JSON in a message, both ways.</summary>
    private const int DeepestJson = 16;

    /// <summary>Adds the live state, its readers and SignalR with both protocols. Needs a feed (AddMemoryFeed), the source catalog (AddSourceCatalog) and the callers' rights (AddAccess).</summary>
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
        services.AddHostedService<EncodingWarmUp>();
        services.AddSingleton<FanOutRound>();
        services.AddSingleton<SubscriberCloser>();
        services.AddSingleton<FanOut>();
        services.AddSingleton<ISubscriberConnections>(provider => provider.GetRequiredService<FanOut>());
        services.AddSingleton<ISessionEndListener, SessionConnectionCloser>();
        services.AddSingleton<SubscriberSweep>();
        services.AddSingleton<EncodingRetry>();
        services.AddSingleton<RightsSweep>();
        services.AddSingleton<RightsSweepSignal>();
        services.AddSingleton<IRightsChangeListener>(provider => provider.GetRequiredService<RightsSweepSignal>());
        services.AddSingleton<VisibleSources>();
        services.AddSingleton<LiveFeedReader>();
        services.AddSingleton<IFirstMessages, FirstMessages>();
        services.AddHostedService<LiveWorker>();
        services.AddHostedService<ConnectionDrainer>();
        services.AddHealthChecks().AddCheck<LiveHealthCheck>("live-state").AddCheck<RightsSweepHealthCheck>("rights");

        services.AddSignalR(hub =>
            {
                hub.MaximumParallelInvocationsPerClient = CallsAtOnce;
                hub.MaximumReceiveMessageSize = LongestCall;

                // Reports which arguments of a call are missing. It reveals nothing internal, because HubCallFilter replaces the text of every failed call.
                hub.EnableDetailedErrors = true;
            })
            .AddJsonProtocol(json =>
            {
                WireFormat.ConfigureJson(json.PayloadSerializerOptions);
                json.PayloadSerializerOptions.MaxDepth = DeepestJson;
            })
            .AddMessagePackProtocol(messagePack => messagePack.SerializerOptions = WireFormat.MessagePack)
            .AddHubOptions<DashboardHub>(hub => hub.AddFilter<HubCallFilter>());
        SendErrorsAsWritten(services);
        services.AddLogOnlyAudit();
        services.AddSingleton<HubCallFilter>().AddSingleton<HubCallRights>().AddSingleton<HubCallAudit>().AddSingleton<HubCallErrors>();
        services.AddSingleton<LogStreamLimiter>();
        services.AddSingleton<HubLifetimeManager<DashboardHub>, SubscriberLifetimeManager>();
        services.Configure<SocketTransportOptions>(sockets =>
        {
            sockets.Backlog = ConnectBacklog;
            sockets.CreateBoundListenSocket = ListenWithSmallSendQueue;
        });
        return services;
    }

    /// <summary>Maps the hub at <see cref="Routes.DashboardHub"/>, for signed-in callers.</summary>
    public static IEndpointConventionBuilder MapLive(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHub<DashboardHub>(Routes.DashboardHub, http =>
        {
            http.TransportMaxBufferSize = TransportBuffer;

            // Longer than the hub's own limit for a write of any size, because that one is counted and the subscriber is notified if possible.
            http.TransportSendTimeout = WriteLimit.Longest(endpoints.ServiceProvider.GetRequiredService<IOptions<LiveOptions>>().Value.SlowAfter) + SubscriberCloser.CloseTimeout;

            // Joined writes would break SignalR's count of messages. A reconnecting subscriber receives the whole state, which is small.
            http.AllowStatefulReconnects = false;
        }).RequireAuthorization().DisableValidation().WithoutProxyBuffering().WithoutCredentials();

    private static void SendErrorsAsWritten(IServiceCollection services)
    {
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i] is { ImplementationType: { } protocol } registered && registered.ServiceType == typeof(IHubProtocol))
            {
                services[i] = ServiceDescriptor.Singleton<IHubProtocol>(provider =>
                    new PlainErrorProtocol((IHubProtocol)ActivatorUtilities.CreateInstance(provider, protocol)));
            }
        }
    }

    private static Socket ListenWithSmallSendQueue(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (OperatingSystem.IsLinux() && socket.ProtocolType == ProtocolType.Tcp)
        {
            // TCP_NOTSENT_LOWAT of tcp(7). Accepted sockets inherit it.
            const int TcpLevel = 6;
            const int NotSentLowWater = 25;
            socket.SetRawSocketOption(TcpLevel, NotSentLowWater, BitConverter.GetBytes(KernelBuffer));
        }

        return socket;
    }
}
