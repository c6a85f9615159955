using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Slows down who guesses passwords: failed attempts are counted by address, and by address and account, so that nobody can lock another out
/// from elsewhere.
/// </summary>
internal sealed class SignInThrottle(ILookupNormalizer normalizer) : IAsyncDisposable
{
    public const int FailuresByAccount = 5;
    public const int FailuresByAddress = 30;
    public const int AttemptsAtOnce = 4;
    public const int AttemptsWaiting = 64;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Attempt> _byAccount = Failures(FailuresByAccount, attempt => (attempt.Address, attempt.Account));
    private readonly PartitionedRateLimiter<Attempt> _byAddress = Failures(FailuresByAddress, attempt => attempt.Address);

    // Attempts that run together would all be let in before the first fails.
    private readonly PartitionedRateLimiter<Attempt> _atOnce = PartitionedRateLimiter.Create<Attempt, string>(attempt =>
        RateLimitPartition.GetConcurrencyLimiter(attempt.Address, _ => new ConcurrencyLimiterOptions { PermitLimit = AttemptsAtOnce, QueueLimit = AttemptsWaiting }));

    /// <summary>Makes an attempt if it may be made.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <param name="account">Whom it is for.</param>
    /// <param name="attempt">The attempt; whether it succeeded.</param>
    /// <param name="cancellationToken">Ends the waiting for a turn.</param>
    public async Task<AttemptResult> TryAsync(IPAddress? address, string account, Func<Task<bool>> attempt, CancellationToken cancellationToken)
    {
        var key = new Attempt(Network(address), normalizer.NormalizeEmail(account) ?? "");
        using var turn = await _atOnce.AcquireAsync(key, 1, cancellationToken).ConfigureAwait(false);
        if (!turn.IsAcquired)
        {
            return AttemptResult.TooManyAtOnce;
        }

        if (!IsOpen(_byAddress, key) || !IsOpen(_byAccount, key))
        {
            return AttemptResult.TooManyFailures;
        }

        if (await attempt().ConfigureAwait(false))
        {
            return AttemptResult.Succeeded;
        }

        _byAccount.AttemptAcquire(key).Dispose();
        _byAddress.AttemptAcquire(key).Dispose();
        return AttemptResult.Failed;
    }

    public async ValueTask DisposeAsync()
    {
        await _byAccount.DisposeAsync().ConfigureAwait(false);
        await _byAddress.DisposeAsync().ConfigureAwait(false);
        await _atOnce.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsOpen(PartitionedRateLimiter<Attempt> failures, Attempt attempt)
    {
        using var lease = failures.AttemptAcquire(attempt, permitCount: 0);
        return lease.IsAcquired;
    }

    /// <summary>Whoever has one IPv6 address has 2^64 of them.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null || address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        return new IPNetwork(new IPAddress([.. address.GetAddressBytes().Take(8), 0, 0, 0, 0, 0, 0, 0, 0]), 64).ToString();
    }

    private static PartitionedRateLimiter<Attempt> Failures<TKey>(int limit, Func<Attempt, TKey> key)
        where TKey : notnull =>
        PartitionedRateLimiter.Create<Attempt, TKey>(attempt => RateLimitPartition.GetFixedWindowLimiter(
            key(attempt),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window, QueueLimit = 0 }));

    private readonly record struct Attempt(string Address, string Account);
}
