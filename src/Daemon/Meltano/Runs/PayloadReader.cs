using System.Collections.Concurrent;
using System.Data.Common;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Reads values of the payload, which may have 20 MB: for a run that was asked for, and for failed runs in view.</summary>
internal sealed class PayloadReader(SystemDatabase databases, ProjectSecrets secrets)
{
    private const int MostKept = 2000;
    private const int LongestError = 8000;
    private static readonly string[] ErrorPath = ["error"];
    private static readonly string[] BookmarksPath = ["singer_state", "bookmarks"];

    private readonly ConcurrentDictionary<(long Id, DateTime? EndedAt), string?> _errors = new();

    /// <summary>The errors of failed runs by key; <c>null</c> where the run left none.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be opened.</exception>
    public async Task<IReadOnlyDictionary<long, string?>> ReadErrorsAsync(IReadOnlyCollection<RunRow> rows, CancellationToken cancellationToken)
    {
        var unknown = rows.Where(row => !_errors.ContainsKey((row.Id, row.EndedAt))).ToList();
        if (unknown.Count > 0)
        {
            await ReadAsync(unknown, cancellationToken);
        }

        return rows.ToDictionary(row => row.Id, row => _errors.GetValueOrDefault((row.Id, row.EndedAt)));
    }

    /// <summary>The bookmarks of a run's streams, as metadata.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be opened.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadBookmarksAsync(RunRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var database = databases.Find();
        await using var connection = await database.OpenAsync(cancellationToken);
        var queries = await RunQueries.OpenAsync(database, connection, cancellationToken);
        return Bookmarks.Read(await ReadAsync(queries, row.Id, BookmarksPath, cancellationToken), now);
    }

    private async Task ReadAsync(List<RunRow> rows, CancellationToken cancellationToken)
    {
        if (_errors.Count + rows.Count > MostKept)
        {
            _errors.Clear();
        }

        var database = databases.Find();
        await using var connection = await database.OpenAsync(cancellationToken);
        var queries = await RunQueries.OpenAsync(database, connection, cancellationToken);
        foreach (var row in rows)
        {
            var error = await ReadAsync(queries, row.Id, ErrorPath, cancellationToken);
            _errors[(row.Id, row.EndedAt)] = error is null ? null : Masked(error);
        }
    }

    private string Masked(string error) =>
        error.Length > LongestError ? secrets.Mask.Apply(error[..LongestError], isCut: true) + "…" : secrets.Mask.Apply(error);

    private static async Task<string?> ReadAsync(RunQueries queries, long id, string[] path, CancellationToken cancellationToken)
    {
        try
        {
            return await queries.ReadPayloadAsync(id, path, cancellationToken);
        }
        catch (DbException failure)
        {
            return $"the payload of this run cannot be read: {failure.Message}";
        }
    }
}
