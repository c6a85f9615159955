using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Settings;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>Finds the project's system database as Meltano does: the setting, the environment, <c>.env</c>, <c>meltano.yml</c>, or the usual file.</summary>
internal sealed class SystemDatabase(MeltanoOptions options, IConfiguration configuration, ProjectFiles files, TimeProvider time) : IDisposable
{
    /// <summary>The variable in which Meltano looks for the address.</summary>
    public const string Variable = "MELTANO_DATABASE_URI";

    private const string SystemFolder = "MELTANO_SYS_DIR_ROOT";
    private const string ProjectFolder = "MELTANO_PROJECT_ROOT";
    private const string ProjectEnvironment = "MELTANO_ENVIRONMENT";

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
        var folder = Path.Combine(options.Project, Find(project, SystemFolder) ?? ".meltano");
        return (project.Variables.GetValueOrDefault(Variable) is { Length: > 0 } variable ? variable : project.DatabaseUri) is { } written
            ? Variables.Expand(written, name => ValueOf(name, project, folder))
            : $"sqlite:///{Path.Combine(folder, "meltano.db")}";
    }

    private string? ValueOf(string name, MeltanoProject project, string folder) => name switch
    {
        SystemFolder => folder,
        ProjectFolder => options.Project,
        ProjectEnvironment => options.Environment ?? Find(project, name),
        _ => Find(project, name),
    };

    // In the order of Meltano: the environment, .env, and the section "env" of meltano.yml.
    private static string? Find(MeltanoProject project, string name) => Environment.GetEnvironmentVariable(name)
        ?? project.Variables.GetValueOrDefault(name)
        ?? project.Settings.FirstOrDefault(setting => setting.Key == $"env.{name}").Value;

    // The address may hold a password, and is not shown.
    private IRunDatabase Create(string uri) =>
        DatabaseUri.ToSqlitePath(uri, options.Project) is { } path ? new SqliteRunDatabase(path, Setting, time)
        : DatabaseUri.ToPostgres(uri) is { } connection ? new PostgresRunDatabase(connection)
        : throw new DatabaseUnavailableException($"the address of the database ({Setting}, {Variable} or database_uri) must {DatabaseUri.Requirement}; its value is not shown");
}
