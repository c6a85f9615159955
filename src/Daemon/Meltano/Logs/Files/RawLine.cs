namespace FlextMonitor.Daemon.Meltano.Logs.Files;

/// <summary>One line of a log file as it stands there.</summary>
/// <param name="Text">The text without its line end. Bytes that are not UTF-8 are replaced by U+FFFD.</param>
/// <param name="IsCut">Whether the line was longer than <see cref="LineSplitter.Longest"/> and the rest was left out.</param>
internal readonly record struct RawLine(string Text, bool IsCut);
