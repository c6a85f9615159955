using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Limits;

/// <summary>Limits how often one session or service token may ask, so that one of them cannot take the processor from all others. Connections to the hub have limits of their own.</summary>
internal sealed class RequestPace : IMiddleware, IAsyncDisposable
{
    /// <summary>How many seconds' worth of requests may come at once.</summary>
    private const int Burst = 4;

    private const int RetrySeconds = 1;

    private readonly PartitionedRateLimiter<string> _requests;

    public RequestPace(IOptions<LimitOptions> limits)
    {
        var eachSecond = limits.Value.RequestsPerSession;
        _requests = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(
            caller, _ => new() { TokenLimit = Burst * eachSecond, TokensPerPeriod = eachSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null && context.User.SessionOrToken() is { } caller
            ? LimitAsync(caller, context, next)
            : next(context);

    public ValueTask DisposeAsync() => _requests.DisposeAsync();

    private async Task LimitAsync(string caller, HttpContext context, RequestDelegate next)
    {
        using var lease = _requests.AttemptAcquire(caller);
        await (lease.IsAcquired ? next(context) : RefuseAsync(context));
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        return Results.Problem(
            $"This session or token asks more often than Limits:{nameof(LimitOptions.RequestsPerSession)} allows. Try again in {RetrySeconds} s.",
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many requests").ExecuteAsync(context);
    }
}
