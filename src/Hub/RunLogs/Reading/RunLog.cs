using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.RunLogs.Files;
using FlextMonitor.Hub.RunLogs.Search;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.RunLogs.Reading;

/// <summary>The log of one run, as it was read from its daemon so far. It is read on for as long as somebody asks for it.</summary>
internal sealed partial class RunLog(RunLogKey key, RunLogFolder folder, RunLogSource source, TimeProvider time, ILogger<RunLog> logger) : IAsyncDisposable
{
    /// <summary>For how long a log is read on that nobody asked for.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(60);

    /// <summary>After how long a daemon that refused the log, or was down, is asked again.</summary>
    private static readonly TimeSpan RetryTime = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly RunLogLines _lines = new(key, folder, logger);
    private bool _isOpen;
    private bool _isWhole;
    private (string Text, string? Code)? _error;
    private DateTimeOffset? _readUntil;
    private long _askedAt = time.GetTimestamp();
    private long? _failedAt;
    private CancellationTokenSource? _idle;
    private Task _reading = Task.CompletedTask;
    private TaskCompletionSource? _awaited;
    private long _awaitedLines;

    /// <summary>What was searched for in it.</summary>
    public RunLogSearches Searches { get; } = new();

    /// <summary>Whether nobody asked for it for some time, and nothing is read.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _reading.IsCompleted && time.GetElapsedTime(_askedAt) >= IdleTime;
            }
        }
    }

    /// <summary>How far it was read.</summary>
    public RunLogStanding Standing
    {
        get
        {
            lock (_gate)
            {
                return new RunLogStanding(_lines.Count, _isWhole, !_reading.IsCompleted, _readUntil, _error?.Text ?? (_isWhole ? null : source.DownError(key.Source)), _error?.Code, _lines.StoreError);
            }
        }
    }

    /// <summary>Reads the log on from the daemon, unless it is whole or is being read.</summary>
    /// <param name="caller">Who asks, such as a person's id: a daemon's limits are shared fairly between callers.</param>
    public void Ask(string caller)
    {
        lock (_gate)
        {
            _askedAt = time.GetTimestamp();
            _idle?.CancelAfter(IdleTime);
            if (!_isWhole && _reading.IsCompleted && (_failedAt is not { } failed || time.GetElapsedTime(failed) >= RetryTime))
            {
                Begin(caller);
            }
        }
    }

    /// <summary>Waits until there are as many lines, or no more are being read, or the time has passed.</summary>
    public async Task WaitAsync(long lines, TimeSpan limit, CancellationToken cancellationToken)
    {
        Task awaited;
        lock (_gate)
        {
            if (_reading.IsCompleted || _lines.Count >= lines)
            {
                return;
            }

            _awaited ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaitedLines = lines;
            awaited = _awaited.Task;
        }

        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await awaited.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Lines by number, oldest first.</summary>
    /// <param name="from">The number of the first one, 1 or more.</param>
    /// <param name="most">The most lines, 1 or more.</param>
    public IReadOnlyList<RunLogLine> Read(long from, int most)
    {
        lock (_gate)
        {
            return _lines.Read(from, most);
        }
    }

    /// <summary>The stored lines from a place on, and those in memory only. The first is null if nothing is stored; dispose it.</summary>
    public (RecordReader? Stored, IReadOnlyList<RunLogLine> Unstored) ReadAt(long place)
    {
        lock (_gate)
        {
            return (_lines.ReadAt(place), _lines.Unstored());
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task reading;
        lock (_gate)
        {
            _idle?.Cancel();
            reading = _reading;
        }

        await reading.ConfigureAwait(false);
        _idle?.Dispose();
        _lines.Dispose();
    }

    private void Begin(string caller)
    {
        var (isWhole, writtenAt) = _isOpen && _lines.StoreError is null ? (false, null) : _lines.Open();
        _isOpen = true;
        _isWhole = isWhole;
        _readUntil ??= writtenAt;
        if (isWhole)
        {
            return;
        }

        _failedAt = null;
        _idle?.Dispose();
        _idle = new CancellationTokenSource(IdleTime, time);
        var token = _idle.Token;
        _reading = Task.Run(() => ReadAsync(caller, token), CancellationToken.None);
    }

    // Never fails, so that the task needs nobody who watches it.
    private async Task ReadAsync(string caller, CancellationToken stop)
    {
        (string Text, string? Code)? error = null;
        var isWhole = false;
        try
        {
            isWhole = await source.ReadAsync(key, caller, this, stop).ConfigureAwait(false);
        }
        catch (DaemonCallException refused)
        {
            error = (refused.Message, refused.Code);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody asks for it any more.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, key.Source, key.Id);
            error = ("The log cannot be read any further, because of an error in the monitor. Its own log says which.", null);
        }

        End(isWhole, error);
    }

    private void End(bool isWhole, (string Text, string? Code)? error)
    {
        lock (_gate)
        {
            if (isWhole)
            {
                _lines.MarkWhole();
            }
            else
            {
                _lines.Flush();
            }

            _isWhole = isWhole;
            _error = error;
            _failedAt = error is null ? null : time.GetTimestamp();
            _awaited?.TrySetResult();
            _awaited = null;
        }
    }

    /// <summary>What was read so far, so that reading goes on after it.</summary>
    internal LogRead Before()
    {
        lock (_gate)
        {
            var last = _lines.Read(Math.Max(1, _lines.Count - RunLogSource.MostRemembered + 1), RunLogSource.MostRemembered);
            return new LogRead([.. last.Select(line => line.Line)], RunLogSource.HasNotice(_lines.ReadAt(0)) ? null : _lines.Count);
        }
    }

    /// <summary>Adds a line that the daemon sent.</summary>
    internal void Add(LogLine line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            if (_awaited is not null && _lines.Count >= _awaitedLines)
            {
                _awaited.TrySetResult();
                _awaited = null;
            }
        }
    }

    /// <summary>Notes that the daemon was heard.</summary>
    internal void NoteHeard()
    {
        lock (_gate)
        {
            _readUntil = time.GetUtcNow();
            _error = null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2751, LogLevel.Error, "The log of run {Id} of {Source} cannot be read any further")]
        public static partial void Failed(ILogger logger, Exception exception, string source, string id);
    }
}
