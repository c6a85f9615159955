using System.Text.RegularExpressions;

namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>
/// What a plugin wrote by itself, in the formats of the Singer SDK (<c>stamp | LEVEL | logger | text</c>), of Singer's own library (<c>LEVEL text</c>, or
/// <c>time=… name=… level=… message=…</c>) and of Python's logging (<c>LEVEL:logger:text</c>, <c>stamp LEVEL text</c>, <c>stamp - logger - LEVEL - text</c>).
/// </summary>
internal static partial class PluginText
{
    private const string Level = "(?<level>DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL)";
    private const string Stamped = "(?<stamp>" + Stamp.Pattern + ")";

    /// <summary>The line with its own level. Its own stamp counts only if the line has no other.</summary>
    public static LogText Read(LogText line, TimeZoneInfo zone)
    {
        if (Prefix().Match(line.Text) is not { Success: true } match)
        {
            return line;
        }

        return line with
        {
            Text = line.Text[match.Length..],
            Level = LogLevels.Find(match.Groups["level"].Value),
            HasPluginLevel = true,
            Time = line.Time ?? (match.Groups["stamp"] is { Success: true } stamp ? Stamp.Parse(stamp.Value, zone) : null),
        };
    }

    [GeneratedRegex(
        @"^\s*(?:" +
        Stamped + @" \| " + Level + @" *\| [^|\s]+ *\| |" +
        @"time=" + Stamped + @" name=\S+ level=" + Level + " message=|" +
        @"\[?" + Stamped + @"\]?(?: \[[^\]]*\])?(?: - | )(?:[\w.-]+ - )?\[?" + Level + @"\]?(?: - |[: ]+)|" +
        Level + @":[\w.-]+:|" +
        Level + @":? +)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Prefix();
}
