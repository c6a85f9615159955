using System.Collections.Concurrent;
using System.Globalization;

namespace FlextMonitor.Hosting.Background;

/// <summary>Dedicated threads for long computations, which other threads preempt as soon as they have something to do. Safe for use by several threads.</summary>
public sealed class BackgroundThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    /// <summary>Starts them.</summary>
    /// <param name="name">Their name, followed by a number, in debuggers and process lists.</param>
    /// <param name="count">How many, 1 or more.</param>
    public BackgroundThreads(string name, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        for (var number = 1; number <= count; number++)
        {
            var thread = new Thread(Run) { Name = string.Create(CultureInfo.InvariantCulture, $"{name} {number}"), IsBackground = true };
            thread.Start();
        }
    }

    /// <summary>
    /// Continues on one of these threads, as soon as one is free, until the next await that has to wait. After <see cref="Dispose"/> it continues on the thread pool.
    /// Await it in the method that computes: a method that awaits a task which has already completed stays on its own thread.
    /// </summary>
    public BackgroundSwitch SwitchAsync() => new(this);

    /// <summary>Ends them once they have done the work that was queued.</summary>
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
