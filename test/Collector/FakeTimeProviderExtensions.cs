using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests;

/// <summary>Advances a collector's fake clock while its calls take real time.</summary>
internal static class FakeTimeProviderExtensions
{
    private static readonly TimeSpan RealDelay = TimeSpan.FromMilliseconds(2);

    /// <summary>Advances the clock in steps until a task completes. Between the steps, calls have some real time to proceed.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider clock, Task done, TimeSpan step)
    {
        while (!done.IsCompleted)
        {
            clock.Advance(step);
            await done.WaitAsync(RealDelay, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await done.DefaultTimeout();
    }

    /// <summary>Advances the clock by a given time in total.</summary>
    public static async Task AdvanceByAsync(this FakeTimeProvider clock, TimeSpan time, TimeSpan step)
    {
        for (var end = clock.GetUtcNow() + time; clock.GetUtcNow() < end;)
        {
            clock.Advance(step);
            await Task.Delay(RealDelay, TimeProvider.System);
        }
    }
}
