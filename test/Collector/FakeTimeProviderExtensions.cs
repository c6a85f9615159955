using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests;

/// <summary>A collector's clock in a test's hand, while its calls take real time.</summary>
internal static class Clock
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(2);

    /// <summary>Moves the clock on by steps, with a breath for the calls between, until something is done.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider clock, Task done, TimeSpan step)
    {
        while (!done.IsCompleted)
        {
            clock.Advance(step);
            await done.WaitAsync(Breath, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await done.DefaultTimeout();
    }

    /// <summary>Moves the clock on by a given time altogether.</summary>
    public static async Task AdvanceByAsync(this FakeTimeProvider clock, TimeSpan time, TimeSpan step)
    {
        for (var end = clock.GetUtcNow() + time; clock.GetUtcNow() < end;)
        {
            clock.Advance(step);
            await Task.Delay(Breath, TimeProvider.System);
        }
    }
}
