using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlextMonitor.Hub.Live;

/// <summary>What the hub's endpoint does with a request before SignalR takes it over.</summary>
internal static class HubRequests
{
    /// <summary>Keeps nginx from buffering: server-sent events would arrive when the connection ends.</summary>
    public static HubEndpointConventionBuilder WithoutProxyBuffering(this HubEndpointConventionBuilder hub) =>
        hub.Before(context => context.Response.Headers["X-Accel-Buffering"] = "no");

    /// <summary>Removes the caller's token and cookies, which nothing reads any more. SignalR keeps the request for as long as the connection is open, and they are its largest part.</summary>
    public static HubEndpointConventionBuilder WithoutCredentials(this HubEndpointConventionBuilder hub) => hub.Before(context =>
    {
        context.Request.Headers.Authorization = default;
        context.Request.Headers.Cookie = default;
        context.Features.Set<IRequestCookiesFeature>(null);
    });

    private static HubEndpointConventionBuilder Before(this HubEndpointConventionBuilder hub, Action<HttpContext> action)
    {
        hub.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                action(context);
                return next(context);
            };
        });
        return hub;
    }
}
