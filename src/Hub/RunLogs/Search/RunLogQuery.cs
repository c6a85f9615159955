using System.Text.RegularExpressions;

namespace FlextMonitor.Hub.RunLogs.Search;

/// <summary>What is looked for in a log.</summary>
/// <param name="Text">A part of the message, in any case, or a regular expression; empty for every message.</param>
/// <param name="IsPattern">Whether the text is a regular expression.</param>
/// <param name="Least">The least severity; null for all lines.</param>
/// <param name="Stream">Only lines that were written there, <c>stdout</c> or <c>stderr</c>; null for all lines.</param>
internal sealed record RunLogQuery(string Text, bool IsPattern, RunLogSeverity? Least, string? Stream = null)
{
    /// <summary>The longest text or pattern, in characters.</summary>
    public const int LongestText = 200;

    private readonly Regex? _pattern = IsPattern && Text.Length > 0
        ? new Regex(Text, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2))
        : null;

    /// <summary>Whether a message matches.</summary>
    public bool Matches(ReadOnlySpan<char> message) =>
        _pattern?.IsMatch(message) ?? (Text.Length == 0 || message.Contains(Text, StringComparison.OrdinalIgnoreCase));

    public bool Equals(RunLogQuery? other) => other is not null && (Text, IsPattern, Least, Stream) == (other.Text, other.IsPattern, other.Least, other.Stream);

    public override int GetHashCode() => HashCode.Combine(Text, IsPattern, Least, Stream);
}
