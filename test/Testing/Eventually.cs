namespace FlextMonitor.Testing;

/// <summary>Waits for conditions without a signal, such as a number of calls. It polls for up to 30 s.</summary>
public static class Eventually
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Asks until the answer is as expected, and returns it; throws a <see cref="TimeoutException"/> after <paramref name="limit"/>, 30 s unless given.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Predicate<T> expected, TimeSpan? limit = null)
    {
        var most = limit ?? Limit;
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            var answer = await ask();
            if (expected(answer))
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(began) >= most)
            {
                throw new TimeoutException($"The answer was not as expected within {most.TotalSeconds} s. It was {answer}");
            }

            await Task.Delay(PollInterval, TimeProvider.System);
        }
    }

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
