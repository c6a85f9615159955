using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage;

/// <summary>The directory of SQLite files and keys: the setting <c>DataDirectory</c>, relative to the content root; by default <c>data</c>.</summary>
public sealed class DataDirectory
{
    /// <summary>Creates the directory if it is missing, readable by its owner only.</summary>
    /// <exception cref="OptionsValidationException">The directory cannot be created or written.</exception>
    public DataDirectory(IConfiguration configuration, IHostEnvironment environment)
    {
        Path = DataFolder.PathOf(configuration, environment);
        try
        {
            DataFolder.Create(Path);
            Probe();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                DataFolder.Key,
                typeof(DataDirectory),
                [$"{DataFolder.Key} is '{DataFolder.Setting(configuration)}', but must be a directory that can be written: {exception.Message}"]);
        }
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <inheritdoc cref="FolderProbe.Write"/>
    public void Probe() => FolderProbe.Write(Path);

    /// <summary>A directory inside this one, readable by its owner only. Created if it is missing.</summary>
    public DirectoryInfo Subdirectory(string name) => DataFolder.CreateClosed(System.IO.Path.Combine(Path, name));
}
