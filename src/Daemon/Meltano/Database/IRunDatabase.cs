using System.Data.Common;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>Where Meltano keeps its runs: what differs between SQLite and PostgreSQL.</summary>
internal interface IRunDatabase
{
    /// <summary>What it is and where, for the health check; without a password.</summary>
    string Description { get; }

    /// <summary>How many of the newest rows are read again, because a row with a lower key may appear after one with a higher key.</summary>
    int Overlap { get; }

    /// <summary>A query for the names of the table's columns.</summary>
    string ColumnsQuery { get; }

    /// <summary>A condition that holds for the keys of <c>@open</c>.</summary>
    string IsOpenCondition { get; }

    /// <summary>A statement that begins a transaction of which all queries see the same state.</summary>
    string BeginSnapshot { get; }

    /// <summary>A query for the value below a path of the payload of row <c>@id</c>, as JSON.</summary>
    /// <param name="path">Names, from the outside in.</param>
    string PayloadQuery(params IReadOnlyList<string> path);

    /// <summary>Whether a query of the payload failed because the payload is not JSON, and not because the database does not answer.</summary>
    bool IsMalformedPayload(DbException failure);

    /// <summary>The value for the parameter <c>@open</c>.</summary>
    object ToParameter(IReadOnlyCollection<long> keys);

    /// <summary>Tells versions of the whole database apart without opening it; <c>null</c> if that is not possible, or not yet.</summary>
    /// <exception cref="DatabaseUnavailableException">There is no database.</exception>
    string? Version();

    /// <summary>Opens it for reading alone. The caller disposes of the connection.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be opened.</exception>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);
}
