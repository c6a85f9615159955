using FlextMonitor.Contracts;
using FlextMonitor.Hub.RunLogs.Files;

namespace FlextMonitor.Hub.RunLogs.Reading;

/// <summary>The newest lines of a log that could not be stored, so that the log goes on while the disk is full.</summary>
internal sealed class UnstoredLines
{
    /// <summary>The most lines, and the most characters of their messages, that are kept; the oldest go first.</summary>
    public const int MostLines = 5000;
    private const int MostCharacters = 4 * 1024 * 1024;

    private readonly Queue<RunLogLine> _lines = new();
    private int _characters;

    public bool IsEmpty => _lines.Count == 0;

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyCollection<RunLogLine> All => _lines;

    public void Add(long number, LogLine line)
    {
        _lines.Enqueue(new RunLogLine(number, line));
        _characters += line.Message.Length;
        while (_lines.Count > MostLines || (_characters > MostCharacters && _lines.Count > 1))
        {
            _characters -= _lines.Dequeue().Line.Message.Length;
        }
    }

    public void Clear()
    {
        _lines.Clear();
        _characters = 0;
    }
}
