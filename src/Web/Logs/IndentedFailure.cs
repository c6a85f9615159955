using Serilog.Core;
using Serilog.Events;

namespace FlextMonitor.Web.Logs;

/// <summary>
/// Writes an exception and its stack indented below its entry of the text log: the message of an exception may contain text from a daemon, which must
/// not be able to forge an entry.
/// </summary>
internal sealed class IndentedFailure : ILogEventEnricher
{
    /// <summary>The template of the text log: an entry, and below it the exception, if there is one.</summary>
    public const string Template = $"[{{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz}} {{Level:u3}}] {{SourceContext}}: {{Message:lj}}{{NewLine}}{{{Property}}}";

    private const string Property = "Failure";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent.Exception is { } failure)
        {
            var lines = failure.ToString().ReplaceLineEndings("\n").Split('\n');
            logEvent.AddOrUpdateProperty(new LogEventProperty(Property, new ScalarValue(string.Concat(lines.Select(Indented)))));
        }
    }

    private static string Indented(string line) => $"  {OneLineText.Escaped(line)}{Environment.NewLine}";
}
