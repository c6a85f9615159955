using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Logs;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Reads values of the payload, which may have 20 MB: for a run that was asked for, and for failed runs in view.</summary>
internal sealed class PayloadReader(SystemDatabase databases, ProjectSecrets secrets, TimeProvider time)
{
    private const int MostKept = 2000;
    private const int LongestError = 8000;

    /// <summary>How long one call goes on reading errors. The database parses each payload as a whole, and what is left is read by the next call.</summary>
    private static readonly TimeSpan LongestReading = TimeSpan.FromMilliseconds(500);

    private static readonly string[] ErrorPath = ["error"];
    private static readonly string[] BookmarksPath = ["singer_state", "bookmarks"];

    private readonly ConcurrentDictionary<(long Id, Guid? RunId, DateTime? EndedAt), string?> _errors = new();

    /// <summary>The errors of failed runs by key: <c>null</c> where the run left none, and no entry where it has not been read yet.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be opened.</exception>
    /// <exception cref="DbException">The database does not answer.</exception>
    public async Task<IReadOnlyDictionary<long, string?>> ReadErrorsAsync(IReadOnlyCollection<RunRow> rows, CancellationToken cancellationToken)
    {
        var unknown = rows.Where(row => !_errors.ContainsKey(KeyOf(row))).ToList();
        if (unknown.Count > 0)
        {
            await ReadAsync(unknown, cancellationToken);
        }

        return rows.Where(row => _errors.ContainsKey(KeyOf(row))).ToDictionary(row => row.Id, row => _errors.GetValueOrDefault(KeyOf(row)));
    }

    /// <summary>The bookmarks of a run's streams, as metadata.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be opened.</exception>
    /// <exception cref="DbException">The database does not answer.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadBookmarksAsync(RunRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var database = databases.Find();
        await using var connection = await database.OpenAsync(cancellationToken);
        var queries = await RunQueries.OpenAsync(database, connection, cancellationToken);
        try
        {
            return Bookmarks.Read(await queries.ReadPayloadAsync(row.Id, BookmarksPath, cancellationToken), secrets.Mask, now);
        }
        catch (MalformedPayloadException malformed)
        {
            return new Dictionary<string, string> { ["bookmarks"] = $"cannot be read: {malformed.Message}" };
        }
    }

    private static (long Id, Guid? RunId, DateTime? EndedAt) KeyOf(RunRow row) => (row.Id, row.RunId, row.EndedAt);

    private async Task ReadAsync(List<RunRow> rows, CancellationToken cancellationToken)
    {
        if (_errors.Count + rows.Count > MostKept)
        {
            _errors.Clear();
        }

        var began = time.GetTimestamp();
        var database = databases.Find();
        await using var connection = await database.OpenAsync(cancellationToken);
        var queries = await RunQueries.OpenAsync(database, connection, cancellationToken);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _errors[KeyOf(row)] = await ReadErrorAsync(queries, row.Id, cancellationToken);
            if (time.GetElapsedTime(began) > LongestReading)
            {
                return;
            }
        }
    }

    private async Task<string?> ReadErrorAsync(RunQueries queries, long id, CancellationToken cancellationToken)
    {
        try
        {
            return await queries.ReadPayloadAsync(id, ErrorPath, cancellationToken) is { } json ? Masked(TextOf(json)) : null;
        }
        catch (MalformedPayloadException malformed)
        {
            return $"the payload of this run cannot be read: {malformed.Message}";
        }
    }

    private static string? TextOf(string json)
    {
        using var error = LenientJson.Parse(json);
        return error?.RootElement is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
    }

    private string? Masked(string? error) => error is null ? null
        : error.Length > LongestError ? secrets.Mask.Apply(error.CutAt(LongestError), isCut: true) + "…"
        : secrets.Mask.Apply(error);
}
