using FlextMonitor.Hosting.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Limits;

/// <summary>Registers the limits of connections and requests.</summary>
internal static class LimitRegistration
{
    /// <summary>A WebSocket whose other end answers no ping for this long is closed.</summary>
    private static readonly TimeSpan WebSocketSilence = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSettings<LimitOptions>(LimitOptions.Section);
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptions.Validation>();
        services.AddSingleton<IValidateOptions<KestrelLimits.Options>, KestrelLimits>();
        services.AddOptions<KestrelLimits.Options>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        services.AddSingleton<ConnectionGate>().AddSingleton<SocketTransportFactory>().AddSingleton<IConnectionListenerFactory, GatedTransport>();
        services.AddSingleton<RequestGate>().AddSingleton<HubGate>().AddSingleton<RequestPace>();
        services.AddHostedService<SilentConnections>();
        services.AddOptions<KestrelServerOptions>().Configure<ConnectionGate>((kestrel, gate) =>
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => gate.ServeAsync(connection, next))));
        services.Configure<WebSocketOptions>(sockets =>
        {
            sockets.KeepAliveInterval = WebSocketSilence;
            sockets.KeepAliveTimeout = WebSocketSilence;
        });
        return services;
    }

    /// <summary>Refuses requests of connections on top of a limit. Call it once paths are as endpoints see them, and before anything handles requests.</summary>
    public static void UseConnectionLimits(this WebApplication application) => application.UseSingleton<RequestGate>();

    /// <summary>Limits connections to the hub, and the requests of each caller. Call it after callers are known.</summary>
    public static void UseCallerLimits(this WebApplication application)
    {
        application.UseSingleton<HubGate>();
        application.UseSingleton<RequestPace>();
    }
}
