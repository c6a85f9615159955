using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Testing.Web;

/// <summary>
/// The stores as the program makes them in an empty data folder, before the first administrator. They are made once for all tests of a process: to make them
/// takes more of the processor than the rest of a start.
/// </summary>
internal static class MigratedStore
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Made = new(MakeAsync);

    /// <summary>Makes a data folder that holds them.</summary>
    public static async Task CopyToAsync(string folder)
    {
        DataFolder.Create(folder);
        foreach (var (file, content) in await Made.Value)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, file), content);
        }
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-test-");
        await MigrateAsync(folder.FullName);
        var made = new Dictionary<string, byte[]>();
        foreach (var file in folder.EnumerateFiles("*.db"))
        {
            await MoveLogIntoAsync(file.FullName);
            made.Add(file.Name, await File.ReadAllBytesAsync(file.FullName));
        }

        folder.Delete(recursive: true);
        return made;
    }

    private static async Task MigrateAsync(string folder)
    {
        var settings = new ConfigurationManager { [DataFolder.Key] = folder };
        var builder = Host.CreateEmptyApplicationBuilder(new() { Configuration = settings });
        builder.Services.AddAccess().AddDashboards().AddHistory();
        using var host = builder.Build();
        foreach (var store in host.Services.GetServices<IStore>())
        {
            await store.MigrateAsync(CancellationToken.None);
        }
    }

    private static async Task MoveLogIntoAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
    }
}
