using System.Runtime.CompilerServices;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Logs;

/// <summary>
/// Follows the log of one execution until the execution ends. If the daemon's stream breaks off, or ends although the execution goes on, the log is read
/// again and continues after the last line that was passed on.
/// </summary>
internal sealed class FollowedLog
{
    private readonly LogSource _source;
    private readonly LogResumption _resumption;
    private readonly LogRetry _retry;
    private bool _wasSilent;

    /// <summary>Begins with the log's last lines.</summary>
    /// <param name="source">The daemon's log.</param>
    /// <param name="tailLines">With how many of its last lines to begin; 0 for all.</param>
    public FollowedLog(LogSource source, int tailLines)
        : this(source, new SentLines(tailLines == 0 ? 0 : null), tailLines, isRunning: true)
    {
    }

    /// <summary>Begins after the lines that were read before.</summary>
    /// <param name="source">The daemon's log.</param>
    /// <param name="read">What was read before.</param>
    /// <param name="isRunning">Whether the execution goes on, as far as is known.</param>
    public FollowedLog(LogSource source, LogRead read, bool isRunning)
        : this(source, SentLines.Of(read), tailLines: 0, isRunning)
    {
    }

    private FollowedLog(LogSource source, SentLines sent, int tailLines, bool isRunning) =>
        (_source, _resumption, _retry) = (source, new LogResumption(sent, tailLines), new LogRetry(source, isRunning));

    /// <summary>The lines, oldest first. A line that the monitor adds begins with <see cref="LogNotice.Prefix"/>.</summary>
    /// <exception cref="DaemonCallException">The log could not be opened, or the daemon refuses to continue it.</exception>
    public async IAsyncEnumerable<LogLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isOpen = true;
        while (isOpen)
        {
            if (_resumption.Next() is not { } seam)
            {
                var notice = await LocateAsync(cancellationToken).ConfigureAwait(false);
                if (notice is not null && _retry.IsComplete)
                {
                    // The daemon ended the log itself, and the execution with it: there is no sign that lines are missing.
                    yield break;
                }

                if (notice is not null)
                {
                    yield return notice;
                }

                continue;
            }

            var pass = new LogPass(_source.Time);
            using (var reading = _source.Read(seam.TailLines, _retry.IsRunning, cancellationToken))
            {
                while (await NextAsync(reading, seam, pass).ConfigureAwait(false))
                {
                    yield return reading.Current;
                }

                pass.End(reading, seam.IsReached);
            }

            Note(pass);
            isOpen = pass.IsMissed && _resumption.CanLookFurther || await _retry.AfterAsync(pass, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads up to the next line that was not passed on yet.</summary>
    private async Task<bool> NextAsync(LogReading reading, LogSeam seam, LogPass pass)
    {
        while (await reading.NextAsync(LimitOf(seam, pass)).ConfigureAwait(false))
        {
            var line = LineMark.Of(reading.Current);
            var place = seam.Place(line);
            pass.Read(isNew: place == SeamPlace.After);
            switch (place)
            {
                case SeamPlace.After:
                    _resumption.Sent.Add(line);
                    return true;
                case SeamPlace.Missed:
                    return false;
            }
        }

        return false;
    }

    // A run may write lines without a pause, so that a limit for each line would never end the search in a log that was replaced.
    private TimeSpan? LimitOf(LogSeam seam, LogPass pass) => seam switch
    {
        { IsReached: true } => null,
        { IsLocated: true } => _source.Daemon.Deadline,
        _ => _source.Daemon.Deadline - pass.Elapsed,
    };

    private void Note(LogPass pass)
    {
        if (pass.IsReached)
        {
            _resumption.Reached();
        }
        else if (pass.IsMissed)
        {
            _resumption.Missed();
        }
    }

    /// <summary>Looks in the whole log for the lines that were passed on.</summary>
    /// <returns>What the reader has to know: lines may be missing. Null if none are, or if the log could not be read.</returns>
    private async Task<LogLine?> LocateAsync(CancellationToken cancellationToken)
    {
        var locator = _resumption.Locator();
        var pass = await ReadWholeAsync(locator, cancellationToken).ConfigureAwait(false);

        // Some daemons do not end a log that is not followed. The first silence may be that of a busy daemon, the next one is the end of the log.
        var isSilent = pass is { HasLines: true, IsWhole: false, Broken: null };
        var isRead = pass.IsWhole || (isSilent && _wasSilent);
        _wasSilent = isSilent && !isRead;
        if (!isRead)
        {
            await _retry.AfterAsync(pass, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (locator.Position is not { } position)
        {
            _resumption.StartOver();
            return LogNotice.Replaced(_source.Time);
        }

        _resumption.LocatedAt(position);
        return locator.IsCertain ? null : LogNotice.Uncertain(_source.Time);
    }

    private async Task<LogPass> ReadWholeAsync(LineLocator locator, CancellationToken cancellationToken)
    {
        var pass = new LogPass(_source.Time);
        using var reading = _source.Read(tailLines: 0, follow: false, cancellationToken);
        while (await reading.NextAsync(_source.Daemon.Deadline).ConfigureAwait(false))
        {
            locator.Add(LineMark.Of(reading.Current));
            pass.Read(isNew: false);
        }

        pass.End(reading, isReached: false);
        return pass;
    }
}
