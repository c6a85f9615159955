using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Settings;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>Finds the project's system database as Meltano does: the setting, the environment, <c>.env</c>, <c>meltano.yml</c>, or the usual file.</summary>
internal sealed class SystemDatabase(MeltanoOptions options, IConfiguration configuration, ProjectFiles files, TimeProvider time) : IDisposable
{
    private const string Variable = "MELTANO_DATABASE_URI";
    private const string SystemFolder = "MELTANO_SYS_DIR_ROOT";

    private readonly Lock _lock = new();
    private (string Uri, IRunDatabase Database)? _current;

    private string Setting => $"{options.Key}:{nameof(MeltanoOptions.DatabaseUri)}";

    /// <summary>The database that the settings and files name now; the same object as long as they name the same.</summary>
    /// <exception cref="DatabaseUnavailableException">They name none that can be read.</exception>
    public IRunDatabase Find()
    {
        var uri = Uri();
        lock (_lock)
        {
            if (_current is { } current && current.Uri == uri)
            {
                return current.Database;
            }

            var database = Create(uri);
            (_current?.Database as IDisposable)?.Dispose();
            _current = (uri, database);
            return database;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (_current?.Database as IDisposable)?.Dispose();

    private string Uri()
    {
        if ((options.DatabaseUri ?? configuration[Variable]) is { Length: > 0 } uri)
        {
            return uri;
        }

        var project = files.Current ?? throw new DatabaseUnavailableException($"the database is not known until the project's files can be read: {files.Broken}");
        var folder = Path.Combine(options.Project, project.Variables.GetValueOrDefault(SystemFolder, ".meltano"));
        return project.Variables.GetValueOrDefault(Variable)
            ?? project.DatabaseUri?.Replace($"${SystemFolder}", folder, StringComparison.Ordinal).Replace($"${{{SystemFolder}}}", folder, StringComparison.Ordinal)
            ?? $"sqlite:///{Path.Combine(folder, "meltano.db")}";
    }

    // The address may hold a password, and is not shown.
    private IRunDatabase Create(string uri) =>
        DatabaseUri.ToSqlitePath(uri, options.Project) is { } path ? new SqliteRunDatabase(path, Setting, time)
        : DatabaseUri.ToPostgres(uri) is { } connection ? new PostgresRunDatabase(connection)
        : throw new DatabaseUnavailableException($"the address of the database ({Setting}, {Variable} or database_uri) must {DatabaseUri.Requirement}; its value is not shown");
}
