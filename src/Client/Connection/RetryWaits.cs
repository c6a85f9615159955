namespace FlextMonitor.Client.Connection;

/// <summary>The waits between attempts: random up to a ceiling that doubles, so that clients of a hub that comes back do not come all at once.</summary>
internal sealed class RetryWaits(TimeSpan first, TimeSpan longest)
{
    private const int MostDoublings = 30;

    private int _attempts;

    /// <summary>The next wait, from 0 to the ceiling.</summary>
    public TimeSpan Next() => Random.Shared.NextDouble() * Ceiling();

    /// <summary>The next wait where there must be one, from half of the ceiling to the ceiling.</summary>
    public TimeSpan Pause() => (1 + Random.Shared.NextDouble()) / 2 * Ceiling();

    public void StartOver() => _attempts = 0;

    private TimeSpan Ceiling()
    {
        var ceiling = first * Math.Pow(2, Math.Min(_attempts++, MostDoublings));
        return ceiling < longest ? ceiling : longest;
    }
}
