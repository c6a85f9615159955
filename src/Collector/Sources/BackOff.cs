using System.Diagnostics.CodeAnalysis;

namespace FlextMonitor.Collector.Sources;

/// <summary>The waits between attempts: the ceiling doubles with each attempt up to a limit, and each wait is random below it (full jitter).</summary>
/// <param name="first">The ceiling of the first wait.</param>
/// <param name="longest">The ceiling that is not passed.</param>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private const int MostDoublings = 16;

    private int _attempts;

    /// <summary>The next wait.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter needs no secret.")]
    public TimeSpan Next()
    {
        var ceiling = first * Math.Pow(2, Math.Min(_attempts++, MostDoublings));
        return Random.Shared.NextDouble() * (ceiling < longest ? ceiling : longest);
    }

    /// <summary>Starts over, because an attempt succeeded.</summary>
    public void Reset() => _attempts = 0;
}
