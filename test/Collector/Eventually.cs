namespace FlextMonitor.Collector.Tests;

/// <summary>For what gives no signal, such as that a daemon was called so often: looked at again and again, for half a minute at most.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task IsAsync(Func<bool> expected)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !expected();)
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Limit);
            await Task.Delay(Breath, TimeProvider.System);
        }
    }
}
