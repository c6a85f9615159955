namespace FlextMonitor.Testing;

/// <summary>For what gives no signal, such as that a daemon was called so often: looked at again and again, for half a minute at most.</summary>
public static class Eventually
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Ends once it is so, and with a <see cref="TimeoutException"/> where that takes longer.</summary>
    public static async Task IsAsync(Func<bool> expected)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !expected();)
        {
            if (TimeProvider.System.GetElapsedTime(began) >= Limit)
            {
                throw new TimeoutException($"It did not come to be so within {Limit.TotalSeconds} s.");
            }

            await Task.Delay(Breath, TimeProvider.System);
        }
    }
}
