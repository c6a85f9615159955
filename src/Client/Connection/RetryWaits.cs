namespace FlextMonitor.Client.Connection;

/// <summary>The waits between attempts: random up to a ceiling that doubles, so that clients of a hub that comes back do not come all at once.</summary>
internal sealed class RetryWaits(TimeSpan first, TimeSpan longest)
{
    private const int MostDoublings = 30;

    private int _attempts;

    public TimeSpan Next()
    {
        var ceiling = first * Math.Pow(2, Math.Min(_attempts++, MostDoublings));
        return Random.Shared.NextDouble() * (ceiling < longest ? ceiling : longest);
    }

    public void StartOver() => _attempts = 0;
}
