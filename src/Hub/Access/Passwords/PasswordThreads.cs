using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access.Passwords;

/// <summary>
/// Threads of their own for hashing passwords, and nothing else that takes time, on about half of the cores: however many people sign in at once, the thread pool and the other cores stay
/// free for subscribers. What waits is short, and what comes on top of it is refused.
/// </summary>
internal sealed partial class PasswordThreads : IDisposable
{
    /// <summary>Requests that may wait for each thread. A check takes some 100 ms.</summary>
    public const int WaitingForEach = 16;

    /// <summary>Further places for callers who are known; they are also served first.</summary>
    public const int WaitingForEachIfKnown = 8;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly Queue<Action> _known = new();
    private readonly Queue<Action> _others = new();
    private readonly Thread[] _threads;
    private readonly LogPause _pause;
    private readonly ILogger<PasswordThreads> _logger;
    private bool _isOver;

    public PasswordThreads(TimeProvider time, ILogger<PasswordThreads> logger)
    {
        _pause = new LogPause(time);
        _logger = logger;
        _threads = [.. Enumerable.Range(0, Count).Select(_ => new Thread(Work) { IsBackground = true, Name = "passwords" })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>How many threads there are.</summary>
    public static int Count => Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Whether so many wait that it matters whether a caller is known.</summary>
    public bool IsCrowded
    {
        get
        {
            lock (_gate)
            {
                return _known.Count + _others.Count >= Count * WaitingForEach / 2;
            }
        }
    }

    /// <summary>Refuses a caller while there is no place, before anything is done that would be in vain.</summary>
    /// <param name="isKnown">Whether the caller is known, such as a browser that signed in before.</param>
    /// <exception cref="OverloadedException">Too many wait.</exception>
    public void RefuseIfFull(bool isKnown)
    {
        lock (_gate)
        {
            if (_known.Count + _others.Count < Count * (isKnown ? WaitingForEach + WaitingForEachIfKnown : WaitingForEach))
            {
                return;
            }
        }

        if (_pause.TryPass())
        {
            Log.Refusing(_logger, Count);
        }

        throw new OverloadedException("Too many sign-ins at once. Try again in a moment.", RetryDelay);
    }

    /// <summary>Runs work on one of the threads.</summary>
    /// <param name="work">The work, which only computes: a store that waits would keep the thread from everybody else.</param>
    /// <param name="isKnown">Whether the caller is known, such as a browser that signed in before.</param>
    /// <exception cref="OverloadedException">Too many wait.</exception>
    public async Task<T> RunAsync<T>(Func<T> work, bool isKnown = false)
    {
        var ended = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(() => Run(work, ended), isKnown);
        return await ended.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.PulseAll(_gate);
        }

        Array.ForEach(_threads, thread => thread.Join());
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> ended)
    {
        try
        {
            ended.SetResult(work());
        }
        catch (Exception exception)
        {
            // The request that waits for the work gets the failure.
            ended.SetException(exception);
        }
    }

    private void Enqueue(Action work, bool isKnown)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            RefuseIfFull(isKnown);
            (isKnown ? _known : _others).Enqueue(work);
            Monitor.Pulse(_gate);
        }
    }

    private void Work()
    {
        while (Next() is { } work)
        {
            work();
        }
    }

    /// <summary>Waits for work. What waits at the end is still done, because its requests wait for it.</summary>
    private Action? Next()
    {
        lock (_gate)
        {
            while (_known.Count + _others.Count == 0)
            {
                if (_isOver)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }

            return _known.TryDequeue(out var work) ? work : _others.Dequeue();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2065, LogLevel.Warning, "More sign-ins at once than {Threads} thread(s) can check: some are refused. Somebody may be guessing passwords. This is logged once a minute")]
        public static partial void Refusing(ILogger logger, int threads);
    }
}
