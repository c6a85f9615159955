using System.Text.Json;

namespace FlextMonitor.Daemon.Meltano.Logs.Rows;

/// <summary>
/// A Singer metric that counts records: <c>{"type": "counter", "metric": "record_count", "value": 3, "tags": {"stream": "users"}}</c>. The type is
/// <c>metric_type</c> in some versions of the SDK, and the stream is <c>endpoint</c> in Singer's own library. A counter starts again after each line, so lines add up.
/// </summary>
/// <param name="Stream">The stream; empty if the metric names none.</param>
/// <param name="Value">Number of records, 0 or more.</param>
internal sealed record RecordCount(string Stream, long Value)
{
    /// <summary>The metric's name.</summary>
    public const string Metric = "record_count";

    /// <summary>The count in a text that begins with a metric's opening brace, as JSON or as Python writes a dictionary; <c>null</c> if it is another metric, or none.</summary>
    public static RecordCount? Parse(string metric)
    {
        if (!metric.Contains(Metric, StringComparison.Ordinal))
        {
            return null;
        }

        return Read(metric) ?? Read(PythonLiteral.ToJson(metric));
    }

    private static RecordCount? Read(string json)
    {
        using var document = LenientJson.ParseBeginning(json);
        return document is null ? null : Of(document.RootElement);
    }

    private static RecordCount? Of(JsonElement metric)
    {
        if (metric.ValueKind != JsonValueKind.Object || Text(metric, "metric") != Metric || (Text(metric, "type") ?? Text(metric, "metric_type")) is not (null or "counter")
            || !metric.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var count) || count < 0)
        {
            return null;
        }

        var tags = metric.TryGetProperty("tags", out var found) && found.ValueKind == JsonValueKind.Object ? found : default(JsonElement?);
        return new RecordCount((tags is { } named ? Text(named, "stream") ?? Text(named, "endpoint") : null) ?? "", count);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
