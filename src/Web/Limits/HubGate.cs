using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Limits;

/// <summary>Limits the connections to the hub: those open at once of one session or token and of one address, and new ones in a second, in all and of one session or token.</summary>
internal sealed class HubGate : IMiddleware, IAsyncDisposable
{
    private const int RetrySeconds = 5;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly PartitionedRateLimiter<string> _connectsOfCaller;
    private readonly TokenBucketRateLimiter _connects;
    private readonly LimitOptions _limits;

    public HubGate(IOptions<LimitOptions> limits)
    {
        _limits = limits.Value;
        _connects = new TokenBucketRateLimiter(Bucket(2 * _limits.ConnectsPerSecond, _limits.ConnectsPerSecond));

        // A connection that was negotiated and is never opened is kept for 15 s.
        _connectsOfCaller = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(
            caller, _ => Bucket(_limits.ConnectionsPerSession, Math.Max(1, _limits.ConnectionsPerSession / 10))));
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Routes.DashboardHub, out var below) || context.User.SessionOrToken() is not { } caller)
        {
            return next(context);
        }

        if (IsConnect(context.Request, below) && !MayConnect(caller))
        {
            return RequestGate.RefuseAsync(context, "Too many new connections to the hub.", RetrySeconds);
        }

        return HoldsConnection(context.Request, below) ? HoldAsync(caller, CallerNetwork.Of(context.Connection.RemoteIpAddress), context, next) : next(context);
    }

    public async ValueTask DisposeAsync()
    {
        await _connectsOfCaller.DisposeAsync();
        await _connects.DisposeAsync();
    }

    private static TokenBucketRateLimiterOptions Bucket(int most, int eachSecond) => new() { TokenLimit = most, TokensPerPeriod = eachSecond, ReplenishmentPeriod = Second };

    // A client negotiates first, or opens its WebSocket at once and then names no connection.
    private static bool IsConnect(HttpRequest request, PathString below) => below.HasValue ? HttpMethods.IsPost(request.Method) : HoldsConnection(request, below) && !request.Query.ContainsKey("id");

    private static bool HoldsConnection(HttpRequest request, PathString below) => !below.HasValue && (HttpMethods.IsGet(request.Method) || HttpMethods.IsConnect(request.Method));

    private bool MayConnect(string caller)
    {
        using var own = _connectsOfCaller.AttemptAcquire(caller);
        if (!own.IsAcquired)
        {
            return false;
        }

        using var all = _connects.AttemptAcquire();
        return all.IsAcquired;
    }

    private async Task HoldAsync(string caller, string network, HttpContext context, RequestDelegate next)
    {
        var ofCaller = $"caller {caller}";
        var ofNetwork = $"network {network}";
        try
        {
            // Counted first and without short circuit, because both are given back below.
            if (Count(ofCaller) > _limits.ConnectionsPerSession | Count(ofNetwork) > _limits.ConnectionsPerAddress)
            {
                await RequestGate.RefuseAsync(context, "As many connections to the hub as one session or address may have are open.", RetrySeconds);
                return;
            }

            await next(context);
        }
        finally
        {
            GiveBack(ofCaller);
            GiveBack(ofNetwork);
        }
    }

    private int Count(string key) => _open.AddOrUpdate(key, 1, (_, count) => count + 1);

    private void GiveBack(string key)
    {
        if (_open.AddOrUpdate(key, 0, (_, count) => count - 1) == 0)
        {
            _open.TryRemove(KeyValuePair.Create(key, 0));
        }
    }
}
