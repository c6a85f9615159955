using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Testing.Web;

/// <summary>
/// The store as the program makes it in an empty data folder, before the first administrator. It is made once for all tests of a process: to make one
/// takes more of the processor than the rest of a start.
/// </summary>
internal static class MigratedStore
{
    private static readonly Lazy<Task<byte[]>> Made = new(MakeAsync);

    /// <summary>Makes a data folder that holds it.</summary>
    public static async Task CopyToAsync(string folder)
    {
        DataFolder.Create(folder);
        await File.WriteAllBytesAsync(PathIn(folder), await Made.Value);
    }

    private static async Task<byte[]> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-test-");
        await MigrateAsync(folder.FullName);
        var made = await File.ReadAllBytesAsync(PathIn(folder.FullName));
        folder.Delete(recursive: true);
        return made;
    }

    private static async Task MigrateAsync(string folder)
    {
        var settings = new ConfigurationManager { [DataFolder.Key] = folder };
        var builder = Host.CreateEmptyApplicationBuilder(new() { Configuration = settings });
        builder.Services.AddAccess();
        using var host = builder.Build();
        foreach (var store in host.Services.GetServices<IStore>())
        {
            await store.MigrateAsync(CancellationToken.None);
        }

        // Into the one file, from the log beside it.
        await using var connection = new SqliteConnection($"Data Source={PathIn(folder)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
    }

    private static string PathIn(string folder) => Path.Combine(folder, StoreName.Monitor.FileName);
}
