namespace FlextMonitor.Hosting.Background;

/// <summary>Ends a timed wait early. A signal that no caller waits for is kept for the next wait; several such signals count as one.</summary>
/// <param name="time">The clock of the waits.</param>
public sealed class AsyncAutoResetEvent(TimeProvider time)
{
    private TaskCompletionSource _signal = New();
    private int _waiting;

    /// <summary>Ends the current wait, or the next one.</summary>
    public void Set() => Volatile.Read(ref _signal).TrySetResult();

    /// <summary>Whether somebody waits.</summary>
    public bool IsAwaited => Volatile.Read(ref _waiting) == 1;

    /// <summary>Ends the current wait; does nothing if there is none.</summary>
    public void SetIfWaiting()
    {
        if (IsAwaited)
        {
            Set();
        }
    }

    /// <summary>Waits for the signal, at most for the given time. Only one caller may wait at a time.</summary>
    /// <returns>Whether the signal came.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var signal = Volatile.Read(ref _signal);
        Volatile.Write(ref _waiting, 1);
        await signal.Task.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref _waiting, 0);
        cancellationToken.ThrowIfCancellationRequested();
        if (!signal.Task.IsCompleted)
        {
            return false;
        }

        Volatile.Write(ref _signal, New());
        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
