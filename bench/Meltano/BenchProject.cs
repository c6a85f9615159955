using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Bench.Meltano;

/// <summary>A Meltano project with a system database of one kind.</summary>
internal sealed class BenchProject : IDisposable
{
    private readonly MeltanoFolder _folder;

    private BenchProject(string kind, MeltanoFolder folder, MeltanoTable table, params IReadOnlyList<(string Name, string Value)> settings)
    {
        Kind = kind;
        _folder = folder;
        Table = table;
        Settings = [("Meltano__Project", folder.Path), .. settings];
    }

    /// <summary>The kind of database, for titles.</summary>
    public string Kind { get; }

    /// <summary>The table <c>runs</c>.</summary>
    public MeltanoTable Table { get; }

    /// <summary>The number of its rows.</summary>
    public int Rows { get; private set; }

    /// <summary>The settings that name the project, as environment variables.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; }

    public static async Task<BenchProject> CreateSqliteAsync()
    {
        var folder = new MeltanoFolder();
        return new BenchProject("SQLite", folder, await folder.CreateDatabaseAsync());
    }

    public static async Task<BenchProject> CreatePostgresAsync(PostgresServer server)
    {
        var connection = await server.CreateDatabaseAsync();
        return new BenchProject("PostgreSQL", new MeltanoFolder(), await MeltanoTable.CreatePostgresAsync(connection), ("Meltano__DatabaseUri", MeltanoTable.UriOf(connection)));
    }

    /// <summary>Adds runs that have ended, one a minute up to an hour ago.</summary>
    public async Task FillAsync(int rows)
    {
        await Table.FillAsync(rows, TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));
        Rows += rows;
    }

    /// <summary>Adds one run.</summary>
    public async Task InsertAsync(MeltanoRun run)
    {
        await Table.InsertAsync(run);
        Rows++;
    }

    /// <summary>The full path of one of its files.</summary>
    public string PathOf(string path) => Path.Combine(_folder.Path, path);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
