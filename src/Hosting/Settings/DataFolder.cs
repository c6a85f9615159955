using FlextMonitor.Hosting.Programs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hosting.Settings;

/// <summary>The folder for a program's files: the setting <c>DataDirectory</c>, relative to the content root; <c>data</c> by default.</summary>
public static class DataFolder
{
    /// <summary>The setting's key.</summary>
    public const string Key = "DataDirectory";

    /// <summary>The mode of a folder that holds keys or accounts: 0700, only its owner may enter.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The setting's value, or its default.</summary>
    public static string Setting(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        return configuration[Key] is { } set && !string.IsNullOrWhiteSpace(set) ? set : "data";
    }

    /// <summary>The folder's full path. The folder itself may not exist yet.</summary>
    public static string PathOf(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);

        return Path.GetFullPath(Setting(configuration), environment.ContentRootPath);
    }

    /// <summary>
    /// Creates a folder with mode <see cref="OwnerOnly"/> if it is missing. Missing parents get the default mode, and an existing folder keeps its mode.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not create the folder.</exception>
    public static DirectoryInfo Create(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);

    /// <summary>Creates a folder if it is missing, and closes it to other users if it existed before and is open to them.</summary>
    /// <exception cref="StartException">The folder cannot be created, or belongs to another user and is open to others.</exception>
    public static DirectoryInfo CreateClosed(string path)
    {
        try
        {
            var folder = Create(path);
            if (!OperatingSystem.IsWindows() && folder.UnixFileMode != OwnerOnly)
            {
                folder.UnixFileMode = OwnerOnly;
            }

            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{Key} must be a folder of this user's, but {path} cannot be created or closed to other users: {failure.Message}", failure);
        }
    }
}
