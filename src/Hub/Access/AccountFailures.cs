namespace FlextMonitor.Hub.Access;

/// <summary>
/// Counts failed sign-ins of each account, from all addresses together, and apart from them those of each device that the account knows. It counts names that have no account too, so that it tells nothing about them.
/// </summary>
internal sealed class AccountFailures(TimeProvider time)
{
    /// <summary>The most failures of one account in <see cref="Window"/>.</summary>
    public const int Most = 50;

    /// <summary>How long a failure counts, from the first one.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Names at which those whose time is over are forgotten for the first time.</summary>
    private const int ManyNames = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<GuessedAccount, (int Count, long Since)> _failures = [];
    private int _forgetAt = ManyNames;

    /// <summary>Whether further guesses of this account must wait.</summary>
    public bool IsFull(GuessedAccount account)
    {
        lock (_gate)
        {
            return _failures.TryGetValue(account, out var failures) && failures.Count >= Most && !IsOver(failures.Since);
        }
    }

    /// <summary>Counts a failure.</summary>
    public void Add(GuessedAccount account)
    {
        lock (_gate)
        {
            ForgetOld();
            _failures[account] = _failures.TryGetValue(account, out var failures) && !IsOver(failures.Since)
                ? failures with { Count = failures.Count + 1 }
                : (1, time.GetTimestamp());
        }
    }

    private bool IsOver(long since) => time.GetElapsedTime(since) >= Window;

    // Looks at all names only after their number has doubled, so that a flood of names does not make each failure cost more.
    private void ForgetOld()
    {
        if (_failures.Count < _forgetAt)
        {
            return;
        }

        foreach (var (account, failures) in _failures)
        {
            if (IsOver(failures.Since))
            {
                _failures.Remove(account);
            }
        }

        _forgetAt = Math.Max(ManyNames, 2 * _failures.Count);
    }
}
