using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace FlextMonitor.Hub.Access.Tokens;

/// <summary>
/// Finds tokens by their text, and remembers them: nothing of a token changes after it was made, and whether it is still valid is looked up after that. Tokens
/// that somebody makes up cost the store a bounded number of queries.
/// </summary>
internal sealed class TokenLookup(TokenStore tokens) : IAsyncDisposable
{
    /// <summary>The most texts of one network in a minute that are no tokens. The same text counts once.</summary>
    public const int UnknownByNetwork = 100;

    /// <summary>The most texts that are remembered.</summary>
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _found = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    private readonly PartitionedRateLimiter<string> _unknown = PartitionedRateLimiter.Create<string, string>(network => RateLimitPartition.GetFixedWindowLimiter(
        network, _ => new FixedWindowRateLimiterOptions { PermitLimit = UnknownByNetwork, Window = Window, QueueLimit = 0 }));

    /// <summary>What is stored of a token; <c>null</c> if it does not exist, or if the caller's network has sent too many that do not. It may have expired, or been revoked.</summary>
    public async Task<ServiceToken?> FindAsync(string text, IPAddress? caller, CancellationToken cancellationToken)
    {
        var hash = TokenText.HashOf(text);
        if (_found.TryGetValue(hash, out ServiceToken? known))
        {
            return known;
        }

        var network = CallerNetwork.Of(caller);
        using (var open = _unknown.AttemptAcquire(network, permitCount: 0))
        {
            if (!open.IsAcquired)
            {
                return null;
            }
        }

        var found = await tokens.FindByHashAsync(hash, cancellationToken).ConfigureAwait(false);
        _found.Set(hash, found, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Window });
        if (found is null)
        {
            _unknown.AttemptAcquire(network).Dispose();
        }

        return found;
    }

    public ValueTask DisposeAsync()
    {
        _found.Dispose();
        return _unknown.DisposeAsync();
    }
}
