using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage;

/// <summary>Where the store and the keys live: the setting <c>DataDirectory</c>, relative to the content root, <c>data</c> unless set.</summary>
public sealed class DataDirectory
{
    /// <summary>Finds and creates it, readable by its owner only.</summary>
    /// <exception cref="OptionsValidationException">It cannot be created or written.</exception>
    public DataDirectory(IConfiguration configuration, IHostEnvironment environment)
    {
        Path = DataFolder.PathOf(configuration, environment);
        try
        {
            DataFolder.Create(Path);
            var probe = System.IO.Path.Combine(Path, ".writable");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                DataFolder.Key,
                typeof(DataDirectory),
                [$"{DataFolder.Key} is '{DataFolder.Setting(configuration)}', but must be a directory that can be written: {exception.Message}"]);
        }
    }

    /// <summary>The directory's full path.</summary>
    public string Path { get; }

    /// <summary>A directory within it, created where it is missing, readable by its owner only.</summary>
    public DirectoryInfo Subdirectory(string name)
    {
        var directory = DataFolder.Create(System.IO.Path.Combine(Path, name));
        if (!OperatingSystem.IsWindows())
        {
            // One that was there before keeps the mode that somebody gave it, unless it is taken back.
            directory.UnixFileMode = DataFolder.OwnerOnly;
        }

        return directory;
    }
}
