using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Hosting.Settings;

/// <summary>The message about an unknown key. It never shows the value, which may be a secret under a misspelt key.</summary>
internal static class UnknownSetting
{
    /// <summary>Names the key, the known key that is spelt like it, and the known keys beside it.</summary>
    /// <param name="section">The path of its section; empty for the root.</param>
    /// <param name="key">The unknown key.</param>
    /// <param name="known">The known keys of that section, to be listed.</param>
    /// <param name="unlisted">Further known keys, to be suggested only.</param>
    public static string Message(string section, string key, IReadOnlyCollection<string> known, IEnumerable<string>? unlisted = null)
    {
        var meant = Spelling.Nearest(key, known.Concat(unlisted ?? []));
        var suggestion = meant is null ? "" : $" Did you mean '{PathOf(section, meant)}'?";
        return $"Unknown setting '{PathOf(section, key)}'.{suggestion} Known settings: {string.Join(", ", known)}";
    }

    /// <summary>The message about a key below one that holds a single value.</summary>
    /// <param name="path">The path of the value.</param>
    /// <param name="key">What stands below it.</param>
    public static string BelowValue(string path, string key) => $"Unknown setting '{PathOf(path, key)}'. '{path}' holds one value, not a {(IsIndex(key) ? "list" : "section")}";

    /// <summary>Whether a key is the number of a list's entry.</summary>
    public static bool IsIndex(string key) => key.Length > 0 && key.All(char.IsAsciiDigit);

    private static string PathOf(string section, string key) => section.Length == 0 ? key : ConfigurationPath.Combine(section, key);
}
