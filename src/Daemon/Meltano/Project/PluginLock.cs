using System.Text.Json;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>
/// The files <c>plugins/*/*.lock</c>, in which Meltano keeps the definitions of plugins from its hub. They say which settings are secrets; <c>meltano.yml</c> does so only for
/// plugins that it defines itself.
/// </summary>
internal static class PluginLock
{
    private const string Folder = "plugins";

    /// <summary>The files of a project in the order of their paths; empty if there are none.</summary>
    public static IEnumerable<string> Find(string project) => PathPattern.Find(project, $"{Folder}/**/*.lock");

    /// <summary>The names of the settings that are secrets, and of their variables.</summary>
    /// <exception cref="ProjectFileException">The file cannot be read.</exception>
    public static IEnumerable<string> ReadSecrets(string path)
    {
        using var definition = LenientJson.Parse(ProjectText.Read(path))
            ?? throw new ProjectFileException($"{Path.GetFileName(path)} is not JSON, so it is not known which settings are secrets: run `meltano lock --update --all`");
        return definition.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("settings", out var settings) && settings.ValueKind == JsonValueKind.Array
            ? [.. settings.EnumerateArray().Where(setting => IsSecret(Text(setting, "kind"), Text(setting, "sensitive"))).SelectMany(setting => new[] { Text(setting, "name"), Text(setting, "env") }).OfType<string>()]
            : [];
    }

    /// <summary>Whether a setting with this kind and mark is a secret.</summary>
    public static bool IsSecret(string? kind, string? sensitive) =>
        kind == "password" || sensitive?.ToLowerInvariant() is "true" or "yes" or "on";

    private static string? Text(JsonElement setting, string name) =>
        setting.ValueKind == JsonValueKind.Object && setting.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}
