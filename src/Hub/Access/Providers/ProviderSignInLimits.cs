using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>
/// Limits sign-ins by the provider. Anyone can begin one and come back with a code that they made up, and each is a question to the provider with the monitor's own
/// credentials: too many, and the provider answers none any more.
/// </summary>
internal sealed class ProviderSignInLimits : IAsyncDisposable
{
    /// <summary>Failed sign-ins of one network in <see cref="SignInThrottle.Window"/>.</summary>
    public const int FailuresByNetwork = SignInThrottle.FailuresByAddress;

    /// <summary>Sign-ins of everybody that are finished at the same time. So many more wait.</summary>
    private const int AtOnce = 16;

    private readonly PartitionedRateLimiter<string> _failures = PartitionedRateLimiter.Create<string, string>(network => RateLimitPartition.GetFixedWindowLimiter(
        network, _ => new FixedWindowRateLimiterOptions { PermitLimit = FailuresByNetwork, Window = SignInThrottle.Window, QueueLimit = 0 }));

    private readonly PartitionedRateLimiter<string> _ofNetwork =
        PartitionedRateLimiter.Create<string, string>(network => RateLimitPartition.GetConcurrencyLimiter(network, _ => AtMost(SignInThrottle.AttemptsAtOnce)));

    private readonly PartitionedRateLimiter<string> _ofAll =
        PartitionedRateLimiter.Create<string, bool>(_ => RateLimitPartition.GetConcurrencyLimiter(true, _ => AtMost(AtOnce)));

    private readonly PartitionedRateLimiter<string> _atOnce;

    public ProviderSignInLimits() => _atOnce = PartitionedRateLimiter.CreateChained(_ofNetwork, _ofAll);

    /// <summary>Whether a caller's network has not failed too often.</summary>
    public bool IsOpen(HttpContext http)
    {
        using var lease = _failures.AttemptAcquire(NetworkOf(http), permitCount: 0);
        return lease.IsAcquired;
    }

    /// <summary>Lets a request finish a sign-in, perhaps after others. Its place is free once it is answered.</summary>
    /// <returns>Whether it may.</returns>
    public async Task<bool> TryEnterAsync(HttpContext http)
    {
        if (!IsOpen(http))
        {
            return false;
        }

        var lease = await _atOnce.AcquireAsync(NetworkOf(http), 1, http.RequestAborted).ConfigureAwait(false);
        http.Response.RegisterForDispose(lease);
        return lease.IsAcquired;
    }

    /// <summary>Counts a failure.</summary>
    public void NoteFailure(HttpContext http) => _failures.AttemptAcquire(NetworkOf(http)).Dispose();

    public async ValueTask DisposeAsync()
    {
        await _failures.DisposeAsync().ConfigureAwait(false);
        await _atOnce.DisposeAsync().ConfigureAwait(false);

        // A chain does not dispose its links, whose timers go on.
        await _ofNetwork.DisposeAsync().ConfigureAwait(false);
        await _ofAll.DisposeAsync().ConfigureAwait(false);
    }

    private static ConcurrencyLimiterOptions AtMost(int requests) => new() { PermitLimit = requests, QueueLimit = 4 * requests };

    private static string NetworkOf(HttpContext http) => CallerNetwork.Of(http.Connection.RemoteIpAddress);
}
