using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Reads settings of channels.</summary>
internal static class SettingValues
{
    /// <summary>A text; null if it is missing, empty or something else.</summary>
    public static string? Text(this JsonObject settings, string name) =>
        settings[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    /// <summary>The texts of a list, in its order; empty if it is missing.</summary>
    public static IReadOnlyList<string> Texts(this JsonObject settings, string name) =>
        settings[name] is JsonArray values ? [.. values.OfType<JsonValue>().Select(value => value.TryGetValue<string>(out var text) ? text : null).OfType<string>()] : [];
}
