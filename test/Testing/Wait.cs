namespace FlextMonitor.Testing;

/// <summary>The time-out for every await in tests: long enough for a busy machine, short enough to end a hang.</summary>
public static class Wait
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The task; throws a <see cref="TimeoutException"/> after 30 s.</summary>
    public static Task DefaultTimeout(this Task task) => task.WaitAsync(Limit);

    /// <inheritdoc cref="DefaultTimeout(Task)"/>
    public static Task<T> DefaultTimeout<T>(this Task<T> task) => task.WaitAsync(Limit);
}
