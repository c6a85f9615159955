using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>Reads the settings of a rule or channel, whose fields depend on its kind.</summary>
internal static class SettingsBody
{
    private const int Most = 40;
    private const int MostEntries = 200;
    private const int LongestText = 16 * 1024;

    /// <summary>The settings as an object; empty if they are missing. A field that comes twice counts as what it holds last.</summary>
    public static JsonObject Read(JsonElement? settings, FieldErrors errors)
    {
        var read = new JsonObject();
        if (settings is not { ValueKind: not JsonValueKind.Null } given)
        {
            return read;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            errors.Add("settings", "settings must be an object.");
            return read;
        }

        foreach (var field in given.EnumerateObject())
        {
            Add(read, field, errors);
        }

        if (read.Count > Most)
        {
            errors.Add("settings", $"settings has {read.Count} fields, and may have {Most}.");
        }

        return read;
    }

    private static void Add(JsonObject read, JsonProperty field, FieldErrors errors)
    {
        var name = FieldErrors.Excerpt(field.Name);
        switch (field.Value.ValueKind)
        {
            case JsonValueKind.String when field.Value.GetString()!.Length > LongestText:
                errors.Add($"settings.{name}", $"settings.{name} has more than {LongestText} characters.");
                break;
            case JsonValueKind.Array when field.Value.GetArrayLength() > MostEntries || field.Value.EnumerateArray().Any(entry => entry.ValueKind is JsonValueKind.Object or JsonValueKind.Array):
                errors.Add($"settings.{name}", $"settings.{name} must be a list of at most {MostEntries} texts or numbers.");
                break;
            case JsonValueKind.Object:
                errors.Add($"settings.{name}", $"settings.{name} must not be an object.");
                break;
            default:
                read[field.Name] = JsonNode.Parse(field.Value.GetRawText());
                break;
        }
    }
}
