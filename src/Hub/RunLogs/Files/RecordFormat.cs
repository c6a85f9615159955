using System.Buffers;
using System.Buffers.Text;
using System.Text;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.RunLogs.Files;

/// <summary>
/// How a line of a log is stored: time in ticks (UTC), level and message in UTF-8, parted by tabs and ended by a line feed. Line feeds of a message, and tabs and line feeds of a
/// level, are escaped, so that a file can be searched and counted by lines without reading it. The stream and the styles follow the level, if there are any, each after a mark.
/// </summary>
internal static class RecordFormat
{
    public const byte End = (byte)'\n';
    private const byte Divider = (byte)'\t';
    private const char Escape = '\u001f';
    private const int LongestTicks = 20;
    private const char StreamMark = 's';
    private const char StylesMark = 'c';

    /// <summary>Appends a line.</summary>
    public static void Write(ArrayBufferWriter<byte> into, LogLine line)
    {
        if (line.Timestamp is { } time)
        {
            Utf8Formatter.TryFormat(time.UtcTicks, into.GetSpan(LongestTicks), out var written);
            into.Advance(written);
        }

        Put(into, Divider);
        Write(into, line.Level is { } level ? Escaped(level).Replace("\t", $"{Escape}t", StringComparison.Ordinal) : "");
        WriteMarked(into, StreamMark, line.Stream);
        WriteMarked(into, StylesMark, line.Styles);
        Put(into, Divider);
        Write(into, Escaped(line.Message));
        Put(into, End);
    }

    /// <summary>Reads a line; <paramref name="record"/> is without its line feed.</summary>
    public static LogLine Read(ReadOnlySpan<byte> record)
    {
        var (time, level, message) = Split(record);
        return new LogLine
        {
            Timestamp = Utf8Parser.TryParse(time, out long ticks, out _) ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            Level = level.IsEmpty ? null : Text(level),
            Message = Text(message),
            Stream = StreamOf(record) is { IsEmpty: false } stream ? Text(stream) : null,
            Styles = Marked(record, StylesMark) is { IsEmpty: false } styles ? Text(styles) : null,
        };
    }

    /// <summary>The level as it is stored; empty if the line has no level.</summary>
    public static ReadOnlySpan<byte> LevelOf(ReadOnlySpan<byte> record) => Split(record).Level;

    /// <summary>The stream as it is stored; empty if the line tells none.</summary>
    public static ReadOnlySpan<byte> StreamOf(ReadOnlySpan<byte> record) => Marked(record, StreamMark);

    /// <summary>The message in characters.</summary>
    /// <param name="record">The line as it is stored.</param>
    /// <param name="room">Takes the message; at least as long as the record.</param>
    public static ReadOnlySpan<char> MessageOf(ReadOnlySpan<byte> record, Span<char> room)
    {
        var message = Split(record).Message;
        var characters = room[..Encoding.UTF8.GetChars(message, room)];
        return characters.Contains(Escape) ? Unescaped(characters.ToString()) : characters;
    }

    /// <summary>The level of what <see cref="LevelOf"/> returned.</summary>
    public static string Text(ReadOnlySpan<byte> stored) => Unescaped(Encoding.UTF8.GetString(stored));

    private static Parts Split(ReadOnlySpan<byte> record)
    {
        var first = record.IndexOf(Divider);
        var rest = record[(first + 1)..];
        var second = rest.IndexOf(Divider);
        var field = rest[..Math.Max(second, 0)];
        var length = LengthOfLevel(field);
        return new Parts(record[..Math.Max(first, 0)], field[..length], field[length..], rest[(second + 1)..]);
    }

    private static void WriteMarked(ArrayBufferWriter<byte> into, char mark, string? text)
    {
        if (text is not null)
        {
            Put(into, (byte)Escape);
            Put(into, (byte)mark);
            Write(into, text);
        }
    }

    private static ReadOnlySpan<byte> Marked(ReadOnlySpan<byte> record, char mark)
    {
        var rest = Split(record).Extras;
        while (rest is [(byte)Escape, var found, ..])
        {
            var end = rest[2..].IndexOf((byte)Escape);
            var value = end < 0 ? rest[2..] : rest.Slice(2, end);
            if (found == mark)
            {
                return value;
            }

            rest = rest[(2 + value.Length)..];
        }

        return [];
    }

    /// <summary>How long the level is: what follows it begins with a mark.</summary>
    private static int LengthOfLevel(ReadOnlySpan<byte> field)
    {
        for (var at = 0; field[at..].IndexOf((byte)Escape) is >= 0 and var next; at += next + 1)
        {
            if (field[(at + next)..] is [_, (byte)StreamMark or (byte)StylesMark, ..])
            {
                return at + next;
            }
        }

        return field.Length;
    }

    private static void Write(ArrayBufferWriter<byte> into, string text)
    {
        var written = Encoding.UTF8.GetBytes(text, into.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));
        into.Advance(written);
    }

    private static void Put(ArrayBufferWriter<byte> into, byte value)
    {
        into.GetSpan(1)[0] = value;
        into.Advance(1);
    }

    private static string Escaped(string text) => text.AsSpan().IndexOfAny('\n', Escape) < 0
        ? text
        : text.Replace($"{Escape}", $"{Escape}u", StringComparison.Ordinal).Replace("\n", $"{Escape}n", StringComparison.Ordinal);

    private static string Unescaped(string text) => !text.Contains(Escape)
        ? text
        : text.Replace($"{Escape}n", "\n", StringComparison.Ordinal).Replace($"{Escape}t", "\t", StringComparison.Ordinal).Replace($"{Escape}u", $"{Escape}", StringComparison.Ordinal);

    private readonly ref struct Parts(ReadOnlySpan<byte> time, ReadOnlySpan<byte> level, ReadOnlySpan<byte> extras, ReadOnlySpan<byte> message)
    {
        private readonly ReadOnlySpan<byte> _time = time;

        public ReadOnlySpan<byte> Level { get; } = level;

        public ReadOnlySpan<byte> Extras { get; } = extras;

        public ReadOnlySpan<byte> Message { get; } = message;

        public void Deconstruct(out ReadOnlySpan<byte> time, out ReadOnlySpan<byte> level, out ReadOnlySpan<byte> message)
        {
            time = _time;
            level = Level;
            message = Message;
        }
    }
}
