namespace FlextMonitor.Hosting.Settings;

/// <summary>A key that other programs read but this one does not, and the key to use instead.</summary>
/// <param name="Key">The key at the root.</param>
/// <param name="Replacement">The path of the key to use.</param>
internal sealed record ReplacedSetting(string Key, string Replacement);
