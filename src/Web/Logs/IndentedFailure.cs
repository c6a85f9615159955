using Serilog.Core;
using Serilog.Events;

namespace FlextMonitor.Web.Logs;

/// <summary>
/// Writes a failure and its stack indented below its entry of the readable log: what a daemon says may be part of a failure's text, and must not
/// be able to forge an entry.
/// </summary>
internal sealed class IndentedFailure : ILogEventEnricher
{
    /// <summary>An entry of the readable log, and below it the failure, where there is one.</summary>
    public const string Template = $"[{{Timestamp:HH:mm:ss}} {{Level:u3}}] {{SourceContext}}: {{Message:lj}}{{NewLine}}{{{Property}}}";

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
