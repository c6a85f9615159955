namespace FlextMonitor.Testing;

/// <summary>Waits for conditions without a signal, such as a number of calls. It polls for up to 30 s.</summary>
public static class Eventually
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Completes once the condition holds; throws a <see cref="TimeoutException"/> after 30 s.</summary>
    public static async Task IsAsync(Func<bool> expected)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !expected();)
        {
            if (TimeProvider.System.GetElapsedTime(began) >= Limit)
            {
                throw new TimeoutException($"The condition did not hold within {Limit.TotalSeconds} s.");
            }

            await Task.Delay(PollInterval, TimeProvider.System);
        }
    }
}
