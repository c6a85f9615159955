using System.Collections.Concurrent;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Daemon.Meltano.Logs.Parsing;
using FlextMonitor.Daemon.Meltano.Logs.Rows;
using FlextMonitor.Daemon.Meltano.Settings;
using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Counts the rows of the runs that lists show, in the background: a list never waits for a log to be read.</summary>
internal sealed partial class RowTracker(MeltanoOptions options, RunIndex index, TimeProvider time, ILogger<RowTracker> logger) : SupervisedService
{
    private const int MostRuns = 1000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>How long after its end a log that cannot be read is tried again.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(1);

    /// <summary>By key and run id: another database has the same keys.</summary>
    private readonly ConcurrentDictionary<(long Id, Guid RunId), Tracked> _runs = new();
    private readonly LineParser _parser = new(TimeZoneInfo.Local);

    /// <summary>Where the logs are.</summary>
    public RunLogPaths Paths { get; } = RunLogPaths.Of(options.Project, options.LogDirectory, UserLogFolder.Find(Environment.GetEnvironmentVariable));

    /// <summary>The rows of a run as far as they are counted; <c>null</c> if they are not yet, or its log does not say. From now on they are counted.</summary>
    public long? Find(RunRow run)
    {
        if (run.RunId is not { } id)
        {
            return null;
        }

        if (_runs.TryGetValue((run.Id, id), out var tracked))
        {
            return tracked.Count;
        }

        if (_runs.Count < MostRuns)
        {
            _runs.TryAdd((run.Id, id), Track(run.StateId, id));
        }

        return null;
    }

    /// <summary>Goes on counting where runs are not at their end.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, tracked) in _runs)
        {
            var row = index.Find(key.Id);
            var hasEnded = row is null || row.RunId != key.RunId || index.Snapshot.HasEnded(row);
            if (!tracked.IsComplete)
            {
                await CountAsync(key.Id, tracked, hasEnded, cancellationToken);
            }
            else if (!hasEnded)
            {
                _runs[key] = Track(row!.StateId, key.RunId); // It was taken for dead.
            }
        }

        if (_runs.Count >= MostRuns)
        {
            Forget();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var tracked in _runs.Values)
        {
            tracked.Reader.Dispose();
        }

        base.Dispose();
    }

    /// <inheritdoc/>
    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [new SupervisedLoop("Meltano rows", StepPeriodicallyAsync, new SupervisedLoopOptions(), time, logger)];

    private async Task StepPeriodicallyAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await StepAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private Tracked Track(string stateId, Guid runId) => new(new RowReader(Paths.Of(stateId, runId.ToString("N")), stateId, _parser));

    private async Task CountAsync(long id, Tracked tracked, bool hasEnded, CancellationToken cancellationToken)
    {
        // Meltano records the end first and writes its last lines then.
        var sinceEnd = hasEnded ? time.GetElapsedTime(tracked.EndSeenAt ??= time.GetTimestamp()) : TimeSpan.Zero;
        try
        {
            tracked.Count = await tracked.Reader.ReadAsync(cancellationToken);
            tracked.IsComplete = sinceEnd >= Period;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The component "logs" tells what cannot be read.
            Log.NotCounted(logger, id, failure.Message);
            tracked.IsComplete = sinceEnd >= GiveUpAfter;
        }

        if (tracked.IsComplete)
        {
            tracked.Reader.Dispose();
        }
    }

    private void Forget()
    {
        foreach (var (key, _) in _runs.Where(pair => pair.Value.IsComplete).OrderBy(pair => pair.Key.Id).Take(MostRuns / 2))
        {
            _runs.TryRemove(key, out _);
        }
    }

    private sealed class Tracked(RowReader reader)
    {
        private long _count = -1;

        public RowReader Reader { get; } = reader;

        public bool IsComplete { get; set; }

        /// <summary>When the run was first seen to have ended, a timestamp of the time provider.</summary>
        public long? EndSeenAt { get; set; }

        public long? Count
        {
            get => Volatile.Read(ref _count) is >= 0 and var count ? count : null;
            set => Volatile.Write(ref _count, value ?? -1);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4036, LogLevel.Debug, "The rows of run {Run} cannot be counted: {Reason}")]
        public static partial void NotCounted(ILogger logger, long run, string reason);
    }
}
