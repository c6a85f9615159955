using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>The address of a system database as Meltano writes it, which is that of SQLAlchemy: <c>sqlite:///path</c> or <c>postgresql+psycopg://user@host/name</c>.</summary>
internal static partial class DatabaseUri
{
    /// <summary>What is allowed, as the rest of "must …".</summary>
    public const string Requirement = "be sqlite:///path/to/meltano.db or postgresql://user:password@host:5432/name";

    private const int PostgresPort = 5432;

    /// <summary>Whether the daemon can read such a database.</summary>
    public static bool IsSupported(string uri) => Sqlite().IsMatch(uri) || ToPostgres(uri) is not null;

    /// <summary>The full path of an SQLite file; <c>null</c> for another database.</summary>
    /// <param name="uri">The address; a relative path begins at the project.</param>
    /// <param name="project">The project's folder.</param>
    public static string? ToSqlitePath(string uri, string project) =>
        Sqlite().Match(uri) is { Success: true } match ? Path.GetFullPath(match.Groups["path"].Value, project) : null;

    /// <summary>The connection string of a PostgreSQL database, for reading alone; <c>null</c> for another database.</summary>
    public static string? ToPostgres(string uri)
    {
        var match = Postgres().Match(uri);
        if (!match.Success || !Uri.TryCreate($"postgresql://{match.Groups["rest"].Value}", UriKind.Absolute, out var address) || address.AbsolutePath.Length < 2)
        {
            return null;
        }

        var user = address.UserInfo.Split(':', 2);
        var query = QueryOf(address.Query);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host.Length > 0 ? address.Host : query.GetValueOrDefault("host", "localhost"),
            Port = address.Port > 0 ? address.Port : PostgresPort,
            Database = Uri.UnescapeDataString(address.AbsolutePath[1..]),
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Options = $"-c default_transaction_read_only=on {query.GetValueOrDefault("options")}".TrimEnd(),
            ApplicationName = "FlextMonitor",
            MaxPoolSize = 4,
            Timeout = 5,
            CommandTimeout = 30,
        };
        if (Enum.TryParse<SslMode>(query.GetValueOrDefault("sslmode")?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode))
        {
            connection.SslMode = mode;
        }

        if (query.TryGetValue("sslrootcert", out var authorities))
        {
            connection.RootCertificate = authorities;
        }

        return connection.ConnectionString;
    }

    /// <summary>The connection string of an SQLite file.</summary>
    /// <remarks>No pool: a kept connection would go on reading a file that was moved or replaced.</remarks>
    public static string OfSqlite(string path, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        Pooling = false,
        DefaultTimeout = 5,
    }.ConnectionString;

    private static Dictionary<string, string> QueryOf(string query) => query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => Uri.UnescapeDataString(group.First()[1].Replace('+', ' ')), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^sqlite(\+\w+)?:///(?<path>[^?]+)(\?.*)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Sqlite();

    [GeneratedRegex(@"^postgres(ql)?(\+\w+)?://(?<rest>.+)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Postgres();
}
