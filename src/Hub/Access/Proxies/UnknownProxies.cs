using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access.Proxies;

/// <summary>Recognizes proxies that the settings do not name: without their headers everybody seems to have the proxy's address, and HTTPS seems to be HTTP.</summary>
internal sealed partial class UnknownProxies(KnownProxies known, ILogger<UnknownProxies> logger)
{
    /// <summary>Networks that are logged. More come only from callers who make the headers up.</summary>
    internal const int MostLogged = 20;

    private readonly ConcurrentDictionary<string, bool> _logged = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The address of the proxy that sent a request and is not configured; <c>null</c> if there is none.</summary>
    /// <remarks>The headers of a configured proxy may not be readable, such as <c>X-Forwarded-For: unknown</c>. That does not make it unknown.</remarks>
    public IPAddress? Of(HttpContext context)
    {
        var headers = context.Request.Headers;

        // The middleware sets X-Original-… where it believed the sender.
        if ((!headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) && !headers.ContainsKey(ForwardedHeadersDefaults.XForwardedProtoHeaderName))
            || headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName)
            || headers.ContainsKey(ForwardedHeadersDefaults.XOriginalProtoHeaderName)
            || context.Connection.RemoteIpAddress is not { } sender
            || known.Include(sender))
        {
            return null;
        }

        return sender.IsIPv4MappedToIPv6 ? sender.MapToIPv4() : sender;
    }

    /// <summary>What to do about it, as further sentences of a refusal; empty if no such proxy sent the request.</summary>
    public string Hint(HttpContext context) => Of(context) is { } proxy
        ? $" The request came through a proxy at {proxy}, which is not configured, so that its X-Forwarded headers are not believed. If it is yours, set {ProxyOptions.KnownKey}:0={proxy}."
        : string.Empty;

    /// <summary>Logs the proxy of a request if it is not configured, once for its network.</summary>
    public void Note(HttpContext context)
    {
        if (Of(context) is { } proxy && Volatile.Read(ref _count) < MostLogged && _logged.TryAdd(CallerNetwork.Of(proxy), true))
        {
            Interlocked.Increment(ref _count);
            Log.Unknown(logger, proxy, ProxyOptions.KnownKey);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2033, LogLevel.Warning, "A proxy at {Proxy} passes requests on, and is not among {Setting}: its X-Forwarded headers are not believed, all its callers count as one, and the hub may refuse its pages. If it is yours, add it there. Further requests through it are not logged")]
        public static partial void Unknown(ILogger logger, IPAddress proxy, string setting);
    }
}
