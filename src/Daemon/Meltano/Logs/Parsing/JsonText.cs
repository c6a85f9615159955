using System.Globalization;
using System.Text.Json;

namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>A line that is a JSON object: Meltano's own (<c>--log-format json</c>), the Singer SDK's structured one, or that of Python's JSON loggers.</summary>
internal static class JsonText
{
    /// <summary>What the line says; <c>null</c> if it is not a JSON object with a message.</summary>
    public static LogText? Read(string line, TimeZoneInfo zone)
    {
        if (line.AsSpan().Trim() is not ['{', .., '}'])
        {
            return null;
        }

        using var document = LenientJson.Parse(line);
        return document is not null && Text(document.RootElement, "event", "message", "msg") is { } message ? Describe(document.RootElement, message, zone) : null;
    }

    private static LogText Describe(JsonElement line, string message, TimeZoneInfo zone)
    {
        var keys = line.EnumerateObject()
            .Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False)
            .GroupBy(member => member.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Text(group.Last().Value)!, StringComparer.Ordinal);
        // In Python's loggers "name" is the logger's; Meltano writes a string_id beside it.
        if (!keys.ContainsKey("string_id"))
        {
            keys.Remove("name");
        }

        var exception = Member(line, "exception", "exc_info", "plugin_exception") is { } error ? Text(error) : null;
        return LineKeys.Describe(exception is null ? message : $"{message}\n{exception}", keys) with
        {
            Level = LogLevels.Find(Text(line, "level", "levelname", "severity")),
            Time = Time(line, zone),
            Metric = Member(line, "metric_info") is { ValueKind: JsonValueKind.Object } metric ? metric.GetRawText() : null,
        };
    }

    private static DateTimeOffset? Time(JsonElement line, TimeZoneInfo zone) => Member(line, "timestamp", "asctime", "time", "ts", "created") switch
    {
        { ValueKind: JsonValueKind.String } text => Stamp.Parse(text.GetString()!, zone),
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var seconds) => Stamp.FromSeconds(seconds),
        _ => null,
    };

    private static string? Text(JsonElement line, params ReadOnlySpan<string> names) => Member(line, names) is { } member ? Text(member) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        _ => value.GetRawText(),
    };

    private static JsonElement? Member(JsonElement line, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (line.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return null;
    }
}
