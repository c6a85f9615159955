using System.Diagnostics.CodeAnalysis;

namespace FlextMonitor.Hosting.Background;

/// <summary>The waits between attempts: the ceiling doubles with each attempt up to a limit, and each wait is random below it (full jitter).</summary>
/// <param name="first">The ceiling of the first wait, more than zero.</param>
/// <param name="longest">The ceiling that is not passed, at least <paramref name="first"/>.</param>
public sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    /// <summary>The ceiling of the wait after so many failures in a row, 1 or more.</summary>
    public static TimeSpan Ceiling(TimeSpan first, TimeSpan longest, int failures)
    {
        var factor = Math.Pow(2, Math.Min(failures - 1, 30));
        return factor >= longest / first ? longest : first * factor;
    }

    /// <summary>The next wait.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter needs no secret.")]
    public TimeSpan Next() => Random.Shared.NextDouble() * Ceiling(first, longest, ++_failures);

    /// <summary>Starts over, because an attempt succeeded.</summary>
    public void Reset() => _failures = 0;
}
