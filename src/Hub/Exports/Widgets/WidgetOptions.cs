using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>Reads the options of a widget. What is missing, or of another form, is as if it were not there.</summary>
internal sealed class WidgetOptions(JsonObject options)
{
    public string? Text(string name) => TextOf(options[name]);

    public double? Number(string name) => options[name] is { } value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<JsonElement>().GetDouble() : null;

    /// <summary>A whole number within limits; <paramref name="usual"/> if it is missing.</summary>
    public int Whole(string name, int least, int most, int usual) => Number(name) is { } number ? (int)Math.Clamp(Math.Round(number), least, most) : usual;

    public bool Flag(string name, bool usual) => options[name]?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => usual,
    };

    public IReadOnlyList<string> List(string name) => [.. (options[name] as JsonArray ?? []).Select(TextOf).OfType<string>()];

    /// <summary>The lines of a chart, as figure and pattern of daemons.</summary>
    public IReadOnlyList<(string Of, string Source)> Series() =>
        [.. (options["series"] as JsonArray ?? []).OfType<JsonObject>().Select(line => (TextOf(line["figure"]) ?? "cpuUsage", TextOf(line["source"]) ?? "*"))];

    private static string? TextOf(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
