using System.Runtime.CompilerServices;

namespace FlextMonitor.Hosting.Background;

/// <summary>Awaiting it continues on one of the <see cref="BackgroundThreads"/>.</summary>
public sealed class BackgroundSwitch : ICriticalNotifyCompletion
{
    private readonly BackgroundThreads _threads;

    internal BackgroundSwitch(BackgroundThreads threads) => _threads = threads;

    /// <summary>Always false: work that was queued earlier goes first.</summary>
    public bool IsCompleted { get; }

    /// <summary>Returns itself; called by await.</summary>
    public BackgroundSwitch GetAwaiter() => this;

    /// <summary>Does nothing; called by await.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation)
    {
        var context = ExecutionContext.Capture();
        _threads.Queue(context is null ? continuation : () => ExecutionContext.Run(context, static next => ((Action)next!)(), continuation));
    }

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _threads.Queue(continuation);
}
