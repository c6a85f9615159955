using FlextMonitor.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Where people, roles and sessions are kept: the setting <c>ConnectionStrings:Monitor</c>, a SQLite file in the data directory unless set.</summary>
internal sealed class AccessStore
{
    public const string Name = "Monitor";

    public const string Key = $"ConnectionStrings:{Name}";

    private readonly string? _file;

    public AccessStore(IConfiguration configuration, DataDirectory data)
    {
        if (configuration.GetConnectionString(Name) is { Length: > 0 } configured)
        {
            (ConnectionString, Origin) = (Checked(configured), Key);
        }
        else
        {
            _file = Path.Combine(data.Path, "monitor.db");
            (ConnectionString, Origin) = (new SqliteConnectionStringBuilder { DataSource = _file }.ConnectionString, $"'{_file}'");
        }
    }

    public string ConnectionString { get; }

    /// <summary>What an error names: the setting, or the file where it is not set. May be shown.</summary>
    public string Origin { get; }

    /// <summary>
    /// Takes the file of the data directory, with its password hashes, from everybody but its owner: the directory may have been there before, open to others.
    /// A file that the setting names keeps the mode that somebody gave it.
    /// </summary>
    public void CloseToOthers()
    {
        if (_file is null || OperatingSystem.IsWindows())
        {
            return;
        }

        // What SQLite makes later takes the mode of the first.
        foreach (var file in new[] { _file, $"{_file}-wal", $"{_file}-shm" }.Where(File.Exists))
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    // Shows nothing of what the setting holds, which may be a password.
    private static string Checked(string connectionString)
    {
        try
        {
            var parts = new SqliteConnectionStringBuilder(connectionString);
            return parts is { DataSource.Length: > 0, Password: "" }
                ? connectionString
                : throw Refused("name a file in Data Source and no Password: the SQLite here does not encrypt");
        }
        catch (ArgumentException exception)
        {
            throw Refused($"be a SQLite connection string such as Data Source=monitor.db ({exception.Message})");
        }
    }

    private static OptionsValidationException Refused(string must) => new(Key, typeof(AccessStore), [$"{Key} must {must}"]);
}
