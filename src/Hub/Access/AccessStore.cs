using FlextMonitor.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Hub.Access;

/// <summary>Where people, roles and sessions are kept: the setting <c>ConnectionStrings:Monitor</c>, a SQLite file in the data directory unless set.</summary>
internal sealed class AccessStore
{
    public const string Key = "ConnectionStrings:Monitor";

    public AccessStore(IConfiguration configuration, DataDirectory data)
    {
        if (configuration.GetConnectionString("Monitor") is { Length: > 0 } configured)
        {
            (ConnectionString, Origin) = (configured, Key);
        }
        else
        {
            var file = Path.Combine(data.Path, "monitor.db");
            (ConnectionString, Origin) = (new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString, $"'{file}'");
        }
    }

    public string ConnectionString { get; }

    /// <summary>What an error names: the setting, or the file where it is not set. May be shown.</summary>
    public string Origin { get; }
}
