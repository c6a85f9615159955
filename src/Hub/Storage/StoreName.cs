namespace FlextMonitor.Hub.Storage;

/// <summary>
/// A database of the monitor. Several rooms may keep their tables in the same one. Its connection string is the setting
/// <c>ConnectionStrings:{Name}</c>.
/// </summary>
/// <remarks>
/// Without that setting a store is a SQLite file of its own in the data directory, unless the store <see cref="Monitor"/> is a PostgreSQL database:
/// then it is in that database.
/// </remarks>
public sealed record StoreName
{
    internal StoreName(string name, string description)
    {
        Name = name;
        Description = description;
        FileName = $"{name.ToLowerInvariant()}.db";
        HealthCheck = $"store-{name.ToLowerInvariant()}";
    }

    /// <summary>People, roles and sessions.</summary>
    public static StoreName Monitor { get; } =
        new("Monitor", "SQLite or PostgreSQL database of people and sessions (monitor.db in the data folder)") { HealthCheck = "store" };

    /// <summary>Figures, runs and state changes.</summary>
    /// <remarks>A database that cannot be used stops neither the start nor anything else: history pauses. A power failure may cost it what was written last.</remarks>
    public static StoreName History { get; } =
        new("History", "SQLite or PostgreSQL database of figures, runs and state changes (history.db in the data folder; with PostgreSQL that of Monitor)")
        {
            SurvivesPowerFailure = false,
            IsEssential = false,
            GivesSpaceBack = true,
        };

    /// <summary>The name of the connection string, such as <c>Monitor</c>.</summary>
    public string Name { get; }

    /// <summary>One line about the setting of the connection string, for <c>--help</c>.</summary>
    internal string Description { get; }

    /// <summary>The file in the data directory, such as <c>monitor.db</c>, if the store is SQLite and the settings name no other file.</summary>
    internal string FileName { get; }

    /// <summary>The name of the health check that says whether the store answers.</summary>
    internal string HealthCheck { get; init; }

    /// <summary>
    /// Whether a committed transaction must outlive a power failure. If not, SQLite syncs the disk at checkpoints only: a power failure may
    /// lose the latest transactions, but leaves the database intact.
    /// </summary>
    internal bool SurvivesPowerFailure { get; init; } = true;

    /// <summary>Whether the program stops if the database cannot be used at the start. If not, the room migrates it (<see cref="IRoomStore{TContext}"/>) and tells its health.</summary>
    internal bool IsEssential { get; init; } = true;

    /// <summary>Whether a SQLite file can shrink when rows are deleted (<c>PRAGMA incremental_vacuum</c>). Only a file that is made with this can.</summary>
    internal bool GivesSpaceBack { get; init; }

    /// <summary>The setting of the connection string.</summary>
    internal string Key => $"ConnectionStrings:{Name}";
}
