namespace FlextMonitor.Hub.Access;

/// <summary>How failed attempts are counted from everywhere, besides the limits of the caller's network. Each caller of <see cref="SignInThrottle"/> chooses one.</summary>
internal sealed class GuessScope
{
    private readonly CallerDevice? _device;

    private GuessScope(CallerDevice? device) => _device = device;

    /// <summary>
    /// Not at all. For what nobody can guess: a link or token of 256 random bits, or a signature. To count those would let strangers keep everybody out.
    /// </summary>
    public static GuessScope Network { get; } = new(device: null);

    /// <summary>By account and session. For somebody who is signed in: guesses by others must not keep them from proving their identity.</summary>
    public static GuessScope Session(string sessionId) => new(new CallerDevice(sessionId));

    /// <summary>By account; by account and device if the account knows the device.</summary>
    public static GuessScope Account(CallerDevice device) => new(device);

    /// <summary>The key of an attempt in <see cref="AccountFailures"/>; <c>null</c> if it is not counted there.</summary>
    /// <param name="account">The account, normalized.</param>
    /// <param name="failures">The failures so far: the store is asked for the device only if they are too many to go on without.</param>
    /// <param name="cancellationToken">Cancels the question to the store.</param>
    public async ValueTask<GuessedAccount?> FindAsync(string account, AccountFailures failures, CancellationToken cancellationToken)
    {
        if (_device is null)
        {
            return null;
        }

        var guessed = new GuessedAccount(account, _device.Id);
        return guessed.Device is null && failures.IsFull(guessed)
            ? new GuessedAccount(account, await _device.FindAsync(cancellationToken).ConfigureAwait(false))
            : guessed;
    }
}

/// <summary>What failures are counted by.</summary>
/// <param name="Account">The account, normalized.</param>
/// <param name="Device">The device or session; <c>null</c> if the account does not know it.</param>
internal readonly record struct GuessedAccount(string Account, string? Device);
