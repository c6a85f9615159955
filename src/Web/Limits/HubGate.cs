using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Limits;

/// <summary>Limits the connections to the hub: those open at once of one session or token and of one address, and new ones in a second, in all and of one session or token.</summary>
internal sealed class HubGate : IMiddleware, IAsyncDisposable
{
    private const int RetrySeconds = 5;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, int> _ofCallers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _ofNetworks = new(StringComparer.Ordinal);
    private readonly PartitionedRateLimiter<string> _connectsOfCaller;
    private readonly TokenBucketRateLimiter _connects;
    private readonly LimitOptions _limits;

    public HubGate(IOptions<LimitOptions> limits)
    {
        _limits = limits.Value;
        _connects = new TokenBucketRateLimiter(Bucket(2 * _limits.ConnectsPerSecond, _limits.ConnectsPerSecond));

        // A connection that was negotiated and is never opened is kept for 15 s. Most connections are negotiated first, so that all of one caller count twice.
        _connectsOfCaller = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(
            caller, _ => Bucket(2 * _limits.ConnectionsPerSession, Math.Max(1, _limits.ConnectionsPerSession / 10))));
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // The endpoint and not the path, which may be written in several ways.
        if (context.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<HubMetadata>() is null || context.User.SessionOrToken() is not { } caller)
        {
            return next(context);
        }

        var negotiates = metadata.GetMetadata<NegotiateMetadata>() is not null;
        var holds = !negotiates && HoldsConnection(context.Request);
        if ((negotiates || (holds && IsNew(context.Request))) && !MayConnect(caller))
        {
            return RequestGate.RefuseAsync(context, "Too many new connections to the hub.", RetrySeconds);
        }

        return holds ? HoldAsync(caller, CallerNetwork.Of(context.Connection.RemoteIpAddress), context, next) : next(context);
    }

    public async ValueTask DisposeAsync()
    {
        await _connectsOfCaller.DisposeAsync();
        await _connects.DisposeAsync();
    }

    private static TokenBucketRateLimiterOptions Bucket(int most, int eachSecond) => new() { TokenLimit = most, TokensPerPeriod = eachSecond, ReplenishmentPeriod = Second };

    // Of HTTP/2 a WebSocket is a CONNECT.
    private static bool HoldsConnection(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsConnect(request.Method);

    // SignalR, too, takes an empty id for none. A client that negotiates names the connection; others open a WebSocket at once.
    private static bool IsNew(HttpRequest request) => string.IsNullOrEmpty(request.Query["id"]);

    private bool MayConnect(string caller)
    {
        // The caller's own place is used up last, because the common limit may refuse.
        using var own = _connectsOfCaller.AttemptAcquire(caller, permitCount: 0);
        if (!own.IsAcquired)
        {
            return false;
        }

        using var all = _connects.AttemptAcquire();
        if (!all.IsAcquired)
        {
            return false;
        }

        using var used = _connectsOfCaller.AttemptAcquire(caller);
        return used.IsAcquired;
    }

    private async Task HoldAsync(string caller, string network, HttpContext context, RequestDelegate next)
    {
        if (!TryCount(caller, network))
        {
            await RequestGate.RefuseAsync(context, "As many connections to the hub as one session or address may have are open.", RetrySeconds);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            GiveBack(caller, network);
        }
    }

    private bool TryCount(string caller, string network)
    {
        // Counted first and without short circuit, because both are given back together.
        if (Count(_ofCallers, caller) > _limits.ConnectionsPerSession | Count(_ofNetworks, network) > _limits.ConnectionsPerAddress)
        {
            GiveBack(caller, network);
            return false;
        }

        return true;
    }

    private void GiveBack(string caller, string network)
    {
        GiveBack(_ofCallers, caller);
        GiveBack(_ofNetworks, network);
    }

    // Callers over a Unix socket have no address.
    private static int Count(ConcurrentDictionary<string, int> open, string key) => key.Length == 0 ? 0 : open.AddOrUpdate(key, 1, (_, count) => count + 1);

    private static void GiveBack(ConcurrentDictionary<string, int> open, string key)
    {
        if (key.Length > 0 && open.AddOrUpdate(key, 0, (_, count) => count - 1) == 0)
        {
            open.TryRemove(KeyValuePair.Create(key, 0));
        }
    }
}
