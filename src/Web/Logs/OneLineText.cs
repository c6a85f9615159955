using Serilog.Core;
using Serilog.Events;

namespace FlextMonitor.Web.Logs;

/// <summary>
/// Shows control characters in what a message names as escapes: a path or a daemon's error must not be able to forge a line of the log.
/// For the text of failures see <see cref="IndentedFailure"/>.
/// </summary>
internal sealed class OneLineText : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.Where(property => property.Value is ScalarValue { Value: string text } && text.Any(MustBeEscaped)).ToList())
        {
            logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(Escaped((string)((ScalarValue)value).Value!))));
        }
    }

    /// <summary>A text with its control characters, line breaks among them, as escapes.</summary>
    public static string Escaped(string text) =>
        string.Concat(text.Select(character => MustBeEscaped(character) ? $"\\u{(int)character:x4}" : character.ToString()));

    // The separators of lines and paragraphs are no control characters, and yet some readers break a line there.
    private static bool MustBeEscaped(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
