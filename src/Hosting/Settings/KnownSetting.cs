using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Hosting.Settings;

/// <summary>One key that a program reads.</summary>
/// <param name="Section">The path of its section; empty for the root.</param>
/// <param name="Key">Its name within the section.</param>
/// <param name="Description">One line for <c>--help</c>; <c>null</c> if there is none.</param>
/// <param name="Shape">What it may hold. The entries of a list are checked by the list's own reader.</param>
internal sealed record KnownSetting(string Section, string Key, string? Description, SettingShape Shape)
{
    /// <summary>The path as a person writes it, such as <c>Daemons:0:Address</c>.</summary>
    public string Path => Shape is SettingShape.ListEntry
        ? ConfigurationPath.Combine(Section, "0", Key)
        : Section.Length == 0 ? Key : ConfigurationPath.Combine(Section, Key);
}
