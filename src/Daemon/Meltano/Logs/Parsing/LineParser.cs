using System.Text.RegularExpressions;
using FlextMonitor.Hosting.Text;

namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>Reads a line of a run's log, in the formats of Meltano 1 to 4 and of the plugins whose output stands in it.</summary>
/// <param name="zone">The zone of stamps that name none: that of the machine where Meltano runs.</param>
internal sealed partial class LineParser(TimeZoneInfo zone)
{
    private const string MetricMark = "METRIC: {";

    private static readonly Dictionary<string, string> EmptyKeys = [];

    /// <summary>What a line says. Never fails: of a line in no known format everything is text.</summary>
    public LogText Parse(string line)
    {
        var text = TerminalCodes.Remove(line, line.Length);
        var read = JsonText.Read(text, zone) ?? Inner(Outer(text));
        return read.Metric is null && read.Text.IndexOf(MetricMark, StringComparison.Ordinal) is >= 0 and var at
            ? read with { Metric = read.Text[(at + MetricMark.Length - 1)..] }
            : read;
    }

    /// <summary>What Meltano wrote around a plugin's output.</summary>
    private LogText Outer(string text)
    {
        if (Console().Match(text) is { Success: true } console)
        {
            return LineKeys.Take(text[console.Length..]) with
            {
                Time = Stamp.Parse(console.Groups["stamp"].Value, zone),
                Level = LogLevels.Find(console.Groups["level"].Value),
            };
        }

        if (Named().Match(text) is { Success: true } named)
        {
            var plugin = named.Groups["plugin"].Value;
            return new LogText(text[named.Length..]) { Plugin = plugin, Role = LineKeys.RoleOf(plugin, EmptyKeys) };
        }

        return new LogText(text);
    }

    private LogText Inner(LogText outer)
    {
        if (JsonText.Read(outer.Text, zone) is not { } inner)
        {
            return PluginText.Read(outer, zone);
        }

        return outer with
        {
            Text = inner.Text,
            Time = outer.Time ?? inner.Time,
            Level = inner.Level ?? outer.Level,
            HasPluginLevel = inner.Level is not null,
            Metric = outer.Metric ?? inner.Metric,
            Plugin = outer.Plugin ?? inner.Plugin,
            Role = outer.Plugin is null ? inner.Role : outer.Role,
        };
    }

    [GeneratedRegex(@"^(?<stamp>" + Stamp.Pattern + @") \[(?<level>[A-Za-z]+) *\] ?", RegexOptions.ExplicitCapture)]
    private static partial Regex Console();

    // Meltano 1 pads the names to a common width.
    [GeneratedRegex(@"^(?<plugin>(tap|target|transform|meltano|main|mapper|dbt)[\w:.-]*) *\| ", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
