using System.Net;
using System.Text.Json;
using System.Threading.RateLimiting;
using FlextMonitor.Collector.Cluster;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Limits guessing. Failed attempts are counted by network, by network and account, and from everywhere as their <see cref="GuessScope"/> says, so that nobody can lock
/// somebody out from another network. The limit from everywhere is looked at before an attempt and raised after it: attempts at once may pass it by their number. Failures at other processes count too, as long as Redis carries them.
/// </summary>
internal sealed class SignInThrottle(ILookupNormalizer normalizer, AccountFailures everywhere, ClusterSignals? signals = null) : IAsyncDisposable
{
    public const int FailuresByAccount = 5;
    public const int FailuresByAddress = 30;
    public const int AttemptsAtOnce = 4;
    public const int AttemptsWaiting = 64;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Attempt> _byAccount = Failures(FailuresByAccount, attempt => (attempt.Address, attempt.Account));
    private readonly PartitionedRateLimiter<Attempt> _byAddress = Failures(FailuresByAddress, attempt => attempt.Address);

    // Without this limit, concurrent attempts would all pass before the first one fails.
    private readonly PartitionedRateLimiter<Attempt> _atOnce = PartitionedRateLimiter.Create<Attempt, string>(attempt =>
        RateLimitPartition.GetConcurrencyLimiter(attempt.Address, _ => new ConcurrencyLimiterOptions { PermitLimit = AttemptsAtOnce, QueueLimit = AttemptsWaiting }));

    /// <summary>Runs an attempt unless a limit is reached.</summary>
    /// <param name="address">The address of the caller; <c>null</c> if unknown.</param>
    /// <param name="account">The e-mail address of the account, or the route if the attempt names none.</param>
    /// <param name="scope">How failures are counted from everywhere.</param>
    /// <param name="attempt">The attempt. Returns whether it succeeded.</param>
    /// <param name="cancellationToken">Cancels the wait for other attempts of the same network. Does not cancel the attempt.</param>
    public async Task<AttemptResult> TryAsync(IPAddress? address, string account, GuessScope scope, Func<Task<bool>> attempt, CancellationToken cancellationToken)
    {
        var key = new Attempt(CallerNetwork.Of(address), normalizer.NormalizeEmail(account) ?? "");
        using var turn = await _atOnce.AcquireAsync(key, 1, cancellationToken).ConfigureAwait(false);
        if (!turn.IsAcquired)
        {
            return AttemptResult.TooManyAtOnce;
        }

        if (!IsOpen(_byAddress, key) || !IsOpen(_byAccount, key))
        {
            return AttemptResult.TooManyFailures;
        }

        var guessed = await scope.FindAsync(key.Account, everywhere, cancellationToken).ConfigureAwait(false);
        if (guessed is { } full && everywhere.IsFull(full))
        {
            return full.Device is null ? AttemptResult.TooManyFailuresOfAccount : AttemptResult.TooManyFailuresOfDevice;
        }

        if (await attempt().ConfigureAwait(false))
        {
            return AttemptResult.Succeeded;
        }

        Count(key, guessed);
        signals?.SendToOthers(ClusterTopics.SignInFailed, JsonSerializer.Serialize(new Failure(key, guessed)));
        return AttemptResult.Failed;
    }

    /// <summary>Begins to count what fails at other processes.</summary>
    public void Listen() => signals?.Listen(ClusterTopics.SignInFailed, Hear);

    public async ValueTask DisposeAsync()
    {
        await _byAccount.DisposeAsync().ConfigureAwait(false);
        await _byAddress.DisposeAsync().ConfigureAwait(false);
        await _atOnce.DisposeAsync().ConfigureAwait(false);
    }

    private void Hear(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize<Failure>(text) is { Attempt: { Address: not null, Account: not null } attempt } failure)
            {
                Count(attempt, failure.Guessed);
            }
        }
        catch (JsonException)
        {
            // Another release says it in another way. Each process counts its own failures all the same.
        }
    }

    private void Count(Attempt attempt, GuessedAccount? guessed)
    {
        _byAccount.AttemptAcquire(attempt).Dispose();
        _byAddress.AttemptAcquire(attempt).Dispose();
        if (guessed is { } failed)
        {
            everywhere.Add(failed);
        }
    }

    private static bool IsOpen(PartitionedRateLimiter<Attempt> failures, Attempt attempt)
    {
        using var lease = failures.AttemptAcquire(attempt, permitCount: 0);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<Attempt> Failures<TKey>(int limit, Func<Attempt, TKey> key)
        where TKey : notnull =>
        PartitionedRateLimiter.Create<Attempt, TKey>(attempt => RateLimitPartition.GetFixedWindowLimiter(
            key(attempt),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window, QueueLimit = 0 }));

    private readonly record struct Attempt(string Address, string Account);

    private sealed record Failure(Attempt Attempt, GuessedAccount? Guessed);
}
