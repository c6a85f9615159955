namespace FlextMonitor.Collector.Settings;

/// <summary>Where files are kept: the setting <c>DataDirectory</c>, relative to the content root, <c>data</c> unless set.</summary>
public static class DataFolder
{
    /// <summary>The setting's key.</summary>
    public const string Key = "DataDirectory";

    /// <summary>What a folder of keys and of people may be: for its owner alone.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What the setting holds, or stands for where it is not set.</summary>
    public static string Setting(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        return configuration[Key] is { } set && !string.IsNullOrWhiteSpace(set) ? set : "data";
    }

    /// <summary>Its full path.</summary>
    public static string PathOf(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);

        return Path.GetFullPath(Setting(configuration), environment.ContentRootPath);
    }

    /// <summary>Creates a folder where it is missing, for its owner alone; those above it are made as any other. One that is there keeps its mode.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static DirectoryInfo Create(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
}
