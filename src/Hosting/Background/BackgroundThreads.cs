using System.Collections.Concurrent;
using System.Globalization;

namespace FlextMonitor.Hosting.Background;

/// <summary>Threads of their own for long computations, which others interrupt as soon as they want the processor. Safe for use by several threads.</summary>
public sealed class BackgroundThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    /// <summary>Starts them.</summary>
    /// <param name="name">What they do, for those who look at the process.</param>
    /// <param name="count">How many, 1 or more.</param>
    public BackgroundThreads(string name, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        for (var number = 1; number <= count; number++)
        {
            var thread = new Thread(Run) { Name = string.Create(CultureInfo.InvariantCulture, $"{name} {number}"), IsBackground = true, Priority = ThreadPriority.BelowNormal };
            thread.Start();
        }
    }

    /// <summary>
    /// Goes on by one of the threads, when it is free, up to the next wait for something that is not there yet. Once they are disposed of, it goes on by one of the pool.
    /// Await it in the method that computes: a task that has ended by the time it is awaited leaves who awaits it where it was.
    /// </summary>
    public BackgroundSwitch SwitchAsync() => new(this);

    /// <summary>Ends them, after what they have been given.</summary>
    public void Dispose() => _work.CompleteAdding();

    internal void Queue(Action work)
    {
        try
        {
            _work.Add(work);
        }
        catch (InvalidOperationException)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static next => next(), work, preferLocal: false);
        }
    }

    private void Run()
    {
        ThreadSlice.Lengthen();
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
