using FlextMonitor.Contracts;
using Serilog.Core;
using Serilog.Events;

namespace FlextMonitor.Web.Logs;

/// <summary>
/// Escapes control characters in the properties of a log entry: a path or a daemon's error must not be able to forge a line of the log, or to
/// reverse the rest of one. For exceptions see <see cref="IndentedFailure"/>.
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

    /// <summary>The text with its control characters, including line breaks and those that change the direction of text, escaped.</summary>
    public static string Escaped(string text) =>
        string.Concat(text.Select(character => MustBeEscaped(character) ? $"\\u{(int)character:x4}" : character.ToString()));

    // The line and paragraph separators are not control characters, but some readers break a line there.
    private static bool MustBeEscaped(char character) => char.IsControl(character) || character is '\u2028' or '\u2029' || IsolatedText.IsControl(character);
}
