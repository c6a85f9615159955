using System.Data.Common;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Keeps <see cref="RunIndex"/> as the database is: a first reading of the whole table, then what is new and what is still open.</summary>
internal sealed partial class RunReader(SystemDatabase databases, RunIndex index, TimeProvider time, ILogger<RunReader> logger) : SupervisedService
{
    private const int PageSize = 5000;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>The version of a file does not tell two changes within one tick of its clock apart.</summary>
    private static readonly TimeSpan ReadAnywayAfter = TimeSpan.FromSeconds(5);

    /// <summary>How often the rows are counted, to notice that old ones were deleted.</summary>
    private static readonly TimeSpan CountEvery = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _failure;
    private IRunDatabase? _read;
    private string? _version;
    private long _readAt;
    private long _countedAt;

    /// <summary>Why the runs cannot be read; <c>null</c> while they can.</summary>
    public string? Failure => _failure;

    /// <summary>What is read.</summary>
    public string? Description { get; private set; }

    /// <summary>Completes once the first attempt to read has ended, well or not, and old heartbeats have been watched for long enough to be judged.</summary>
    public Task FirstAttempt => _first.Task;

    /// <summary>One reading. Expected failures become <see cref="Failure"/>; the first of them and the recovery are logged.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(databases.Find(), cancellationToken);
            Note(null);
        }
        catch (Exception expected) when (expected is DatabaseUnavailableException or UnknownSchemaException or DbException or IOException or UnauthorizedAccessException)
        {
            _version = null;
            Note(expected.Message);
        }

        if (_failure is not null || !index.IsUndecided)
        {
            _first.TrySetResult();
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() =>
        [new SupervisedLoop("Meltano runs", StepPeriodicallyAsync, new SupervisedLoopOptions { OnFailure = NoteUnexpectedAsync }, time, logger)];

    private async Task StepPeriodicallyAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await StepAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task ReadAsync(IRunDatabase database, CancellationToken cancellationToken)
    {
        var version = database.Version();
        if (database == _read && version is not null && version == _version && time.GetElapsedTime(_readAt) < ReadAnywayAfter && time.GetElapsedTime(_countedAt) < CountEvery)
        {
            index.Apply([]);
            return;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        var queries = await RunQueries.OpenAsync(database, connection, cancellationToken);
        if (database != _read || !await TryRefreshAsync(database, queries, cancellationToken))
        {
            index.Replace(await ReadAllAsync(queries, cancellationToken));
            _countedAt = time.GetTimestamp();
        }

        (_read, _version, _readAt, Description) = (database, version, time.GetTimestamp(), database.Description);
    }

    /// <summary>Reads what is new or open; <c>false</c> if the table is another one than before, or rows are gone.</summary>
    private async Task<bool> TryRefreshAsync(IRunDatabase database, RunQueries queries, CancellationToken cancellationToken)
    {
        await queries.BeginSnapshotAsync(cancellationToken);
        var highest = index.Find(index.HighestId);
        var rows = await queries.ReadChangesAsync(index.HighestId - database.Overlap + 1, index.OpenIds, cancellationToken);
        if (highest is not null && !rows.Any(reading => reading.Row.IsSameRun(highest)))
        {
            return false;
        }

        index.Apply(rows);
        if (time.GetElapsedTime(_countedAt) < CountEvery)
        {
            return true;
        }

        _countedAt = time.GetTimestamp();
        return await queries.CountAsync(cancellationToken) == index.Count;
    }

    private static async Task<List<RunReading>> ReadAllAsync(RunQueries queries, CancellationToken cancellationToken)
    {
        var all = new List<RunReading>();
        for (var before = long.MaxValue; ;)
        {
            var page = await queries.ReadBeforeAsync(before, PageSize, cancellationToken);
            all.AddRange(page);
            if (page.Count < PageSize)
            {
                return all;
            }

            before = page[^1].Row.Id;
        }
    }

    private Task NoteUnexpectedAsync(LoopFailure failure)
    {
        Note($"reading the runs fails: {failure.Exception.Message}");
        _first.TrySetResult();
        return Task.CompletedTask;
    }

    private void Note(string? failure)
    {
        var before = _failure;
        _failure = failure;
        if (failure is null && before is not null)
        {
            Log.ReadsAgain(logger, Description);
        }
        else if (failure is not null && before is null)
        {
            Log.CannotBeRead(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4032, LogLevel.Information, "The runs can be read again: {Database}")]
        public static partial void ReadsAgain(ILogger logger, string? database);

        [LoggerMessage(4037, LogLevel.Warning, "The runs cannot be read: {Reason}")]
        public static partial void CannotBeRead(ILogger logger, string reason);
    }
}
