using FlextMonitor.Hub.RunLogs.Files;

namespace FlextMonitor.Hub.RunLogs.Search;

/// <summary>What daemons' words for levels mean.</summary>
internal static class Severities
{
    private static readonly Dictionary<string, RunLogSeverity> ByWord = new(StringComparer.OrdinalIgnoreCase)
    {
        ["trace"] = RunLogSeverity.Trace,
        ["verbose"] = RunLogSeverity.Trace,
        ["debug"] = RunLogSeverity.Debug,
        ["info"] = RunLogSeverity.Info,
        ["information"] = RunLogSeverity.Info,
        ["notice"] = RunLogSeverity.Info,
        ["warning"] = RunLogSeverity.Warning,
        ["warn"] = RunLogSeverity.Warning,
        ["error"] = RunLogSeverity.Error,
        ["err"] = RunLogSeverity.Error,
        ["exception"] = RunLogSeverity.Error,
        ["critical"] = RunLogSeverity.Critical,
        ["fatal"] = RunLogSeverity.Critical,
        ["panic"] = RunLogSeverity.Critical,
    };

    /// <summary>The names of the severities, the least first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<RunLogSeverity>().Select(name => name.ToLowerInvariant())];

    /// <summary>What a word means; null if it is not known.</summary>
    public static RunLogSeverity? Of(string word) => ByWord.TryGetValue(word.Trim(), out var severity) ? severity : null;

    /// <summary>What the level of a stored line means; null if it has none, or an unknown one.</summary>
    public static RunLogSeverity? OfStored(ReadOnlySpan<byte> level) => level switch
    {
        [] => null,

        // Most lines have one of these: no text is made of them.
        _ when level.SequenceEqual("info"u8) || level.SequenceEqual("INFO"u8) => RunLogSeverity.Info,
        _ when level.SequenceEqual("debug"u8) || level.SequenceEqual("DEBUG"u8) => RunLogSeverity.Debug,
        _ => Of(RecordFormat.Text(level)),
    };
}
