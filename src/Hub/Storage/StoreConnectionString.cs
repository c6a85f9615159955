using System.Data.Common;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage;

/// <summary>Chooses the provider of a store by its connection string.</summary>
internal static class StoreConnectionString
{
    private static readonly string[] SqliteKeys = ["Data Source", "DataSource", "Filename"];
    private static readonly string[] PostgresKeys = ["Host", "Server"];

    /// <exception cref="OptionsValidationException">The connection string belongs to no provider, or is invalid.</exception>
    public static StoreDatabase Parse(StoreName store, string connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return (SqliteKeys.Any(parts.ContainsKey), PostgresKeys.Any(parts.ContainsKey)) switch
            {
                (true, false) => SqliteDatabase.Configured(store, connectionString),
                (false, true) => PostgresDatabase.Configured(store, connectionString),
                _ => throw Unknown(store),
            };
        }
        catch (ArgumentException)
        {
            // Its message may show a part of a password that holds a semicolon.
            throw Unknown(store);
        }
    }

    /// <summary>Refuses a setting without showing its value, which may be a password.</summary>
    public static OptionsValidationException Refusal(StoreName store, string must) => new(store.Key, typeof(StoreDatabase), [$"{store.Key} must {must}"]);

    private static OptionsValidationException Unknown(StoreName store) => Refusal(
        store,
        $"be a SQLite connection string such as Data Source={store.FileName}, or a PostgreSQL one such as Host=localhost;Database=monitor;Username=monitor;Password=…");
}
