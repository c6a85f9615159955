using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Daemon.Tests;

/// <summary>Turns a fake clock until something is there, giving the loops that hang on it the time to run.</summary>
internal static class Advancing
{
    public static Task<T> UntilAsync<T>(FakeTimeProvider time, TimeSpan step, Func<Task<T?>> probe)
        where T : class
    {
        return TurnAsync().DefaultTimeout();

        async Task<T> TurnAsync()
        {
            while (true)
            {
                if (await probe() is { } found)
                {
                    return found;
                }

                time.Advance(step);
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }
        }
    }
}
