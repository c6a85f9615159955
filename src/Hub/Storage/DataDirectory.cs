using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage;

/// <summary>Where the store and the keys live: the setting <c>DataDirectory</c>, relative to the content root, <c>data</c> unless set.</summary>
public sealed class DataDirectory
{
    /// <summary>The setting's key.</summary>
    public const string Key = "DataDirectory";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Finds and creates it, readable by its owner only.</summary>
    /// <exception cref="OptionsValidationException">It cannot be created or written.</exception>
    public DataDirectory(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);

        var setting = configuration[Key] is { Length: > 0 } configured ? configured : "data";
        Path = System.IO.Path.GetFullPath(setting, environment.ContentRootPath);
        try
        {
            Create(Path);
            var probe = System.IO.Path.Combine(Path, ".writable");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(Key, typeof(DataDirectory), [$"{Key} is '{setting}', but must be a directory that can be written: {exception.Message}"]);
        }
    }

    /// <summary>The directory's full path.</summary>
    public string Path { get; }

    /// <summary>A directory within it, created where it is missing, readable by its owner only.</summary>
    public DirectoryInfo Subdirectory(string name)
    {
        var directory = Create(System.IO.Path.Combine(Path, name));
        if (!OperatingSystem.IsWindows())
        {
            // One that was there before keeps the mode that somebody gave it, unless it is taken back.
            directory.UnixFileMode = OwnerOnly;
        }

        return directory;
    }

    private static DirectoryInfo Create(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
}
