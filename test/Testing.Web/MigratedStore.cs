using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Exports.Schedules;
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
    private static readonly Lazy<Task<Template>> Made = new(MakeAsync);

    /// <summary>Makes a data folder that holds them.</summary>
    public static async Task CopyToAsync(string folder)
    {
        DataFolder.Create(folder);
        foreach (var (file, content) in (await Made.Value).Files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, file), content);
        }
    }

    /// <summary>Fails if the program has stores that are missing here, because each of its starts would then create their tables.</summary>
    public static async Task RequireAllOfAsync(IServiceProvider program)
    {
        var made = (await Made.Value).Stores;
        var missing = program.GetServices<IStore>().Select(store => store.GetType()).Where(store => !made.Contains(store)).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"Add the rooms that keep {string.Join(", ", missing)} to {nameof(MigratedStore)}.");
        }
    }

    private static async Task<Template> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-test-");
        var stores = await MigrateAsync(folder.FullName);
        var made = new Dictionary<string, byte[]>();
        foreach (var file in folder.EnumerateFiles("*.db"))
        {
            await MoveLogIntoAsync(file.FullName);
            made.Add(file.Name, await File.ReadAllBytesAsync(file.FullName));
        }

        folder.Delete(recursive: true);
        return made.Count > 0 ? new Template(made, stores) : throw new InvalidOperationException($"The stores were not made in {folder.FullName}.");
    }

    private static async Task<IReadOnlySet<Type>> MigrateAsync(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection([new(DataFolder.Key, folder)]);
        builder.Services.AddAccess().AddDashboards().AddHistory().AddAlerts().AddAudit().AddSchedules();
        using var host = builder.Build();
        var stores = host.Services.GetServices<IStore>().ToList();
        foreach (var store in stores)
        {
            await store.MigrateAsync(CancellationToken.None);
        }

        return stores.Select(store => store.GetType()).ToHashSet();
    }

    private static async Task MoveLogIntoAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
    }

    /// <param name="Files">The database files, by name.</param>
    /// <param name="Stores">The types of the stores whose tables they hold.</param>
    private sealed record Template(IReadOnlyDictionary<string, byte[]> Files, IReadOnlySet<Type> Stores);
}
