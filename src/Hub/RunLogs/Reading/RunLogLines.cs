using FlextMonitor.Contracts;
using FlextMonitor.Hub.RunLogs.Files;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.RunLogs.Reading;

/// <summary>The lines of one log by number: on disk, and in memory those that the disk did not take. One thread at a time may use it.</summary>
internal sealed partial class RunLogLines(RunLogKey key, RunLogFolder folder, ILogger logger) : IDisposable
{
    /// <summary>The most characters of messages in one answer; the first line comes whatever its length.</summary>
    private const int MostCharacters = 2 * 1024 * 1024;

    private readonly UnstoredLines _unstored = new();
    private RunLogFile? _file;

    /// <summary>How many lines there are.</summary>
    public long Count { get; private set; }

    /// <summary>Why lines are not stored; null if they are.</summary>
    public string? StoreError { get; private set; }

    /// <summary>Opens the file, unless it is open. What was not stored is forgotten, because it is read from the daemon again.</summary>
    /// <returns>Whether it holds the whole log, and when it was last written (UTC); null if it is empty.</returns>
    public (bool IsWhole, DateTimeOffset? WrittenAt) Open()
    {
        _unstored.Clear();
        StoreError = null;
        DateTimeOffset? writtenAt = null;
        var isWhole = false;
        try
        {
            if (_file is null)
            {
                (_file, isWhole, var at) = folder.Open(key.FileName);
                writtenAt = _file.Lines > 0 ? at : null;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NotStored(exception);
        }

        Count = _file?.Lines ?? 0;
        return (isWhole, writtenAt);
    }

    public void Add(LogLine line)
    {
        if (StoreError is not null)
        {
            _unstored.Add(++Count, line);
            return;
        }

        try
        {
            Count++;
            Grow(_file!.Append(line));
        }
        catch (IOException exception)
        {
            NotStored(exception);
        }
    }

    /// <summary>Writes to disk what waits for it.</summary>
    public void Flush()
    {
        try
        {
            Grow(_file?.Flush() ?? 0);
        }
        catch (IOException exception)
        {
            NotStored(exception);
        }
    }

    /// <summary>Notes that these are all lines of a run that has ended.</summary>
    public void MarkWhole()
    {
        Flush();
        try
        {
            if (StoreError is null)
            {
                folder.MarkWhole(key.FileName);
            }
        }
        catch (IOException exception)
        {
            NotStored(exception);
        }
    }

    /// <summary>Lines by number, oldest first. Those between what is stored and what is in memory are missing.</summary>
    /// <param name="from">The number of the first one, 1 or more.</param>
    /// <param name="most">The most lines, 1 or more.</param>
    public IReadOnlyList<RunLogLine> Read(long from, int most)
    {
        Flush();
        var lines = new List<RunLogLine>();
        var characters = 0;
        foreach (var line in Stored(from).Concat(_unstored.All.Where(line => line.Number >= from)))
        {
            characters += line.Line.Message.Length;
            if (lines.Count == most || (characters > MostCharacters && lines.Count > 0))
            {
                break;
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>The stored lines, to be read while others use the log; null if there are none.</summary>
    /// <param name="place">Where to begin, in bytes.</param>
    public RecordReader? ReadAt(long place)
    {
        Flush();
        return _file?.ReadAt(place);
    }

    /// <summary>The lines that are in memory only, oldest first.</summary>
    public IReadOnlyList<RunLogLine> Unstored() => [.. _unstored.All];

    public void Dispose()
    {
        if (_file is not null)
        {
            Flush();
            _file.Dispose();
            _file = null;
            folder.Release(key.FileName);
        }
    }

    private IEnumerable<RunLogLine> Stored(long from)
    {
        if (_file is null || from > _file.Lines)
        {
            yield break;
        }

        using var reader = _file.ReadFrom(from);
        for (var number = from; reader.Next(); number++)
        {
            yield return new RunLogLine(number, RecordFormat.Read(reader.Current));
        }
    }

    private void Grow(int written)
    {
        if (written > 0)
        {
            folder.Grow(written);
        }
    }

    private void NotStored(Exception cause)
    {
        StoreError = cause.Message;
        Log.NotStored(logger, key.Source, key.Id, cause.Message);
        var number = 0L;
        foreach (var line in _file?.TakeUnwritten() ?? [])
        {
            _unstored.Add(_file!.Lines + ++number, line);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2750, LogLevel.Warning, "The log of run {Id} of {Source} is not stored on disk any further: {Why}. Its newest lines are kept in memory while somebody reads it")]
        public static partial void NotStored(ILogger logger, string source, string id, string why);
    }
}
