namespace FlextMonitor.Testing.Meltano;

/// <summary>A Meltano project in a folder of its own, with one scheduled job.</summary>
public sealed class MeltanoFolder : IDisposable
{
    /// <summary>The files of the default project.</summary>
    public const string DefaultYaml = """
        version: 1
        default_environment: dev
        plugins:
          extractors:
          - name: tap-a
          loaders:
          - name: target-b
        jobs:
        - name: daily-load
          tasks:
          - tap-a target-b dbt-postgres:run
        schedules:
        - name: nightly
          interval: '0 3 * * *'
          job: daily-load
        """;

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("flextmonitor-meltano-");

    /// <summary>Creates the folder with a <c>meltano.yml</c>.</summary>
    public MeltanoFolder(string yaml = DefaultYaml, string name = "shop")
    {
        Path = _parent.CreateSubdirectory(name).FullName;
        Write("meltano.yml", yaml);
    }

    /// <summary>The project's folder.</summary>
    public string Path { get; }

    /// <summary>Where Meltano keeps its system database by itself.</summary>
    public string DatabasePath => System.IO.Path.Combine(Path, ".meltano", "meltano.db");

    /// <summary>Writes a file of the project.</summary>
    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Appends to a file of the project.</summary>
    public void Append(string file, string text) => File.AppendAllText(System.IO.Path.Combine(Path, file), text);

    /// <summary>Creates the system database.</summary>
    public Task<MeltanoTable> CreateDatabaseAsync() => MeltanoTable.CreateSqliteAsync(DatabasePath);

    /// <inheritdoc/>
    public void Dispose() => _parent.Delete(recursive: true);
}
