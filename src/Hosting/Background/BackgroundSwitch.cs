using System.Runtime.CompilerServices;

namespace FlextMonitor.Hosting.Background;

/// <summary>The way to one of the <see cref="BackgroundThreads"/>; await it.</summary>
public sealed class BackgroundSwitch : ICriticalNotifyCompletion
{
    private readonly BackgroundThreads _threads;

    internal BackgroundSwitch(BackgroundThreads threads) => _threads = threads;

    /// <summary>No: the others that wait have their turn first.</summary>
    public bool IsCompleted { get; }

    /// <summary>Itself, for await.</summary>
    public BackgroundSwitch GetAwaiter() => this;

    /// <summary>Nothing, for await.</summary>
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
