using FlextMonitor.Contracts;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Bench.History;

/// <summary>What daemons did: buckets of all tiers, each as far back as it is kept, and runs of which a twentieth failed.</summary>
/// <param name="history">Takes it.</param>
/// <param name="names">The daemons' names.</param>
/// <param name="span">How far back it reaches from the present time.</param>
/// <param name="runs">How many runs there were.</param>
internal sealed class BenchData(BenchHistory history, IReadOnlyList<string> names, TimeSpan span, int runs)
{
    private const int RowsAtOnce = 500;
    private const int RunsAtOnce = 5_000;
    private const int Pipelines = 40;

    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(4_000);

    private readonly Random _random = new(13);
    private readonly DateTimeOffset _now = history.Clock.GetUtcNow();

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        var sources = await MakeSourcesAsync(cancellationToken);
        await using (var context = await history.ContextAsync(cancellationToken))
        {
            foreach (var tier in HistoryOptions.DefaultTiers)
            {
                await MakeAsync(context, tier, sources, cancellationToken);
            }
        }

        await MakeRunsAsync(sources, cancellationToken);
    }

    /// <summary>Makes the runs alone.</summary>
    public async Task MakeRunsAsync(CancellationToken cancellationToken) => await MakeRunsAsync(await MakeSourcesAsync(cancellationToken), cancellationToken);

    private async Task<List<int>> MakeSourcesAsync(CancellationToken cancellationToken)
    {
        await using var context = await history.ContextAsync(cancellationToken);
        context.Sources.AddRange(names.Select(name => new SourceRow { Name = name, FilledAt = _now, StoredUntil = _now }));
        await context.SaveChangesAsync(cancellationToken);
        return await context.Sources.OrderBy(source => source.Id).Select(source => source.Id).ToListAsync(cancellationToken);
    }

    private async Task MakeAsync(HistoryDbContext context, HistoryTier tier, List<int> sources, CancellationToken cancellationToken)
    {
        var until = _now.ToUnixTimeMilliseconds();
        var keep = (long)Math.Min(tier.Keep.TotalMilliseconds, span.TotalMilliseconds);
        var starts = Enumerable.Range(0, (int)(keep / tier.StepMs)).Select(place => Rollup.StartOf(until - keep, tier.StepMs) + (place * tier.StepMs));
        var sql = new BucketSql(context);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        foreach (var rows in sources.SelectMany(source => starts.Select(start => (source, BucketOf(start, tier.StepMs)))).Chunk(RowsAtOnce))
        {
            await context.Database.ExecuteSqlRawAsync(sql.Write(rows), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private Bucket BucketOf(long start, long length)
    {
        var parts = Enumerable.Range(0, 5).Select(part => new Segment(start + (part * length / 5), start + ((part + 1) * length / 5), Sample.Live(Values()), part));
        return Rollup.Of(parts, length).Single();
    }

    private FigureValues Values() => default(FigureValues)
        .With(Figure.CpuUsage, _random.Next(1_000)).With(Figure.MemoryUsage, _random.Next(400, 600)).With(Figure.ActivePipelines, _random.Next(8))
        .With(Figure.ActiveConnections, _random.Next(40)).With(Figure.SuccessRate, _random.Next(900, 1_000)).With(Figure.DelayMs, _random.Next(40)).With(Figure.TotalExecutions, 1_000_000 + _random.Next(1_000));

    private async Task MakeRunsAsync(List<int> sources, CancellationToken cancellationToken)
    {
        for (var first = 0; first < runs; first += RunsAtOnce)
        {
            await using var context = await history.ContextAsync(cancellationToken);
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            context.Runs.AddRange(Enumerable.Range(first, Math.Min(RunsAtOnce, runs - first)).Select(number => RunOf(number, sources[number % sources.Count])));
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    private RunRow RunOf(int number, int source)
    {
        // The oldest first, as they are recorded.
        var startedAt = _now - span + ((span - LongestRun) * (number / (double)runs));
        var (failed, seconds, pipeline) = (number % 20 == 0, _random.Next(10, (int)LongestRun.TotalSeconds), _random.Next(Pipelines));
        return new RunRow
        {
            SourceId = source,
            ExecutionId = Guid.CreateVersion7(startedAt).ToString(),
            PipelineId = $"pipeline-{pipeline}",
            PipelineName = $"tap-{pipeline}-to-warehouse",
            Status = failed ? ExecutionStatus.Failed : ExecutionStatus.Success,
            SortAt = startedAt,
            StartedAt = startedAt,
            FinishedAt = startedAt.AddSeconds(seconds),
            EndedAt = startedAt.AddSeconds(seconds),
            DurationSeconds = seconds,
            Rows = failed ? null : _random.Next(1_000_000),
            TriggeredBy = "schedule",
            Error = failed ? $"ORA-{_random.Next(100, 30_000):00000}: snapshot too old in segment {_random.Next(1_000)} of table orders_{_random.Next(500)}\n  at line {_random.Next(900)}" : null,
            SeenFrom = startedAt,
            SeenTo = startedAt.AddSeconds(seconds),
            FirstSeenLate = false,
            EndUnseen = false,
            Epoch = 1,
            Sequence = number,
        };
    }
}
