using Serilog.Core;
using Serilog.Events;

namespace FlextMonitor.Web.Logs;

/// <summary>Shows control characters in logged text as escapes: a path or a daemon's error must not be able to forge a line of the log.</summary>
internal sealed class OneLineText : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.Where(property => property.Value is ScalarValue { Value: string text } && text.Any(char.IsControl)).ToList())
        {
            logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(Escaped((string)((ScalarValue)value).Value!))));
        }
    }

    private static string Escaped(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString()));
}
