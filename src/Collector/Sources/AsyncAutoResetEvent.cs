namespace FlextMonitor.Collector.Sources;

/// <summary>A wait that can be cut short. One that nobody waits for is kept for the next wait; many count as one.</summary>
internal sealed class AsyncAutoResetEvent(TimeProvider time)
{
    private TaskCompletionSource _signal = New();
    private int _waiting;

    /// <summary>Ends the wait under way, or the next one.</summary>
    public void Set() => Volatile.Read(ref _signal).TrySetResult();

    /// <summary>Ends the wait under way, if there is one.</summary>
    public void SetIfWaiting()
    {
        if (Volatile.Read(ref _waiting) == 1)
        {
            Set();
        }
    }

    /// <summary>Waits until woken, at most for the given time. For one caller at a time.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var signal = Volatile.Read(ref _signal);
        Volatile.Write(ref _waiting, 1);
        await signal.Task.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref _waiting, 0);
        cancellationToken.ThrowIfCancellationRequested();
        if (signal.Task.IsCompleted)
        {
            Volatile.Write(ref _signal, New());
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
