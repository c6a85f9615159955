using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests;

/// <summary>Lets days pass at once.</summary>
internal static class SleepingClock
{
    /// <summary>More than the period of each sweep of the host.</summary>
    private static readonly TimeSpan Awake = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Moves the clock on as on a machine that slept until the last minute: timers run in that minute alone. <see cref="FakeTimeProvider.Advance"/> runs
    /// each as often as it was due, for months some ten million times.
    /// </summary>
    public static void Sleep(this FakeTimeProvider time, TimeSpan length)
    {
        time.AdjustTime(time.GetUtcNow() + length - Awake);
        time.Advance(Awake);
    }
}
