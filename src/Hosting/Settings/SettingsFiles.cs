namespace FlextMonitor.Hosting.Settings;

/// <summary>How a program reads its settings files (<c>appsettings.json</c>).</summary>
public static class SettingsFiles
{
    private const string DoNotWatch = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>
    /// Adds to a command line that the host must not watch its settings files for changes; a later argument may turn watching on again. Nothing uses a changed file, and the host would
    /// watch every folder below its content root.
    /// </summary>
    /// <param name="args">The command line.</param>
    public static string[] WithoutWatching(string[] args) => [DoNotWatch, .. args];
}
