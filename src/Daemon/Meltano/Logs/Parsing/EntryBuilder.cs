using System.Text;

namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>
/// Puts lines together into entries: lines without a stamp belong to the entry before, and a traceback is one entry also where each of its lines has a stamp, as
/// Meltano writes those of plugins. An entry that grows too long goes on in another one with the same time and level, so that nothing is lost.
/// </summary>
internal sealed class EntryBuilder
{
    /// <summary>The most lines of one entry.</summary>
    public const int MostLines = 500;

    /// <summary>The length in characters from which on an entry takes no further line.</summary>
    public const int FullLength = 32 * 1024;

    private readonly StringBuilder _text = new();
    private readonly Traceback _traceback = new();
    private LogText? _first;
    private int _lines;

    /// <summary>Takes the next line. The entry before, if the line does not belong to it; <c>null</c> if it does, or if there is none.</summary>
    public RunLogEntry? Add(LogText line)
    {
        if (_first is { } first && Belongs(first, line))
        {
            if (_lines < MostLines && _text.Length < FullLength)
            {
                _text.Append(_lines > 0 ? "\n" : "").Append(line.Text);
                _lines++;
                return null;
            }

            line = first with { Text = line.Text };
            return Replace(line);
        }

        _traceback.Begin(line.Text);
        return Replace(WithLevel(line));
    }

    /// <summary>The entry that is open, if there is one. A line without a stamp that comes later still gets its time and level.</summary>
    public RunLogEntry? Take()
    {
        var entry = _lines > 0 ? Entry() : null;
        _lines = 0;
        _text.Clear();
        return entry;
    }

    private bool Belongs(LogText first, LogText line) => line.Begins
        ? line.Plugin == first.Plugin && line.Plugin is not null && !line.HasPluginLevel && _traceback.Continues(line.Text)
        : _traceback.Continues(line.Text) || first.Time is not null || line.Text is [' ' or '\t', ..];

    private RunLogEntry? Replace(LogText line)
    {
        var before = Take();
        _first = line;
        _text.Append(line.Text);
        _lines = 1;
        return before;
    }

    private RunLogEntry Entry() => new(_first!.Time, _first.Level, _first.Plugin, _text.ToString().TrimEnd());

    // A plugin that dies writes its traceback without a level, and Meltano marks it as INFO.
    private static LogText WithLevel(LogText line) =>
        !line.HasPluginLevel && line.Text.StartsWith("Traceback (most", StringComparison.Ordinal) ? line with { Level = LogLevels.Error } : line;
}
