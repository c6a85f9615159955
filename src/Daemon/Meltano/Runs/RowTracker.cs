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

    private readonly ConcurrentDictionary<long, Tracked> _runs = new();
    private readonly LineParser _parser = new(TimeZoneInfo.Local);

    /// <summary>Where the logs are.</summary>
    public RunLogPaths Paths { get; } = RunLogPaths.Of(options.Project, options.LogDirectory, UserLogFolder.Find(Environment.GetEnvironmentVariable));

    /// <summary>The rows of a run as far as they are counted; <c>null</c> if they are not yet, or its log does not say. From now on they are counted.</summary>
    public long? Find(RunRow run)
    {
        if (_runs.TryGetValue(run.Id, out var tracked))
        {
            return tracked.Count;
        }

        if (run.RunId is { } id && _runs.Count < MostRuns)
        {
            _runs.TryAdd(run.Id, new Tracked(new RowReader(Paths.Of(run.StateId, id.ToString("N")), run.StateId, _parser)));
        }

        return null;
    }

    /// <summary>Goes on counting where runs are not at their end.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, tracked) in _runs.Where(pair => !pair.Value.IsComplete))
        {
            // Looked up before the reading: what was written up to the end is then counted.
            var isOpen = index.Find(id) is { IsOpen: true };
            await CountAsync(id, tracked, cancellationToken);
            if (!isOpen)
            {
                tracked.IsComplete = true;
                tracked.Reader.Dispose();
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

    private async Task CountAsync(long id, Tracked tracked, CancellationToken cancellationToken)
    {
        try
        {
            tracked.Count = await tracked.Reader.ReadAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The component "logs" tells what cannot be read.
            Log.NotCounted(logger, id, failure.Message);
        }
    }

    private void Forget()
    {
        foreach (var (id, tracked) in _runs.Where(pair => pair.Value.IsComplete).OrderBy(pair => pair.Key).Take(MostRuns / 2))
        {
            _runs.TryRemove(id, out _);
        }
    }

    private sealed class Tracked(RowReader reader)
    {
        private long _count = -1;

        public RowReader Reader { get; } = reader;

        public bool IsComplete { get; set; }

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
