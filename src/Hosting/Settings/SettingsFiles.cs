namespace FlextMonitor.Hosting.Settings;

/// <summary>How a program reads its files of settings (<c>appsettings.json</c>).</summary>
public static class SettingsFiles
{
    private const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>
    /// A command line for the builder of a host that reads the files at its start alone, unless the command line says otherwise. Nothing follows their changes, and to see them the
    /// host would watch all folders below its content root.
    /// </summary>
    /// <param name="args">The command line.</param>
    public static string[] ReadAtStart(string[] args) => [ReadOnce, .. args];
}
