using FlextMonitor.Contracts;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;
using Effort = FlextMonitor.Bench.Kit.Measuring.Effort;

namespace FlextMonitor.Bench.History;

/// <summary>What 20 daemons did in 400 days: buckets of all tiers, each as far back as it is kept, and a million runs of which a twentieth failed.</summary>
internal sealed class BenchData(BenchHistory history, Effort effort)
{
    private const int RowsAtOnce = 500;
    private const int RunsAtOnce = 5_000;
    private const int Pipelines = 40;

    private readonly Random _random = new(13);

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        await using (var context = await history.ContextAsync(cancellationToken))
        {
            context.Sources.AddRange(BenchHistory.Sources.Select(name => new SourceRow { Name = name, FilledAt = BenchHistory.Now, StoredUntil = BenchHistory.Now }));
            await context.SaveChangesAsync(cancellationToken);
            var sources = await context.Sources.OrderBy(source => source.Id).Select(source => source.Id).ToListAsync(cancellationToken);
            foreach (var tier in HistoryOptions.DefaultTiers)
            {
                await MakeAsync(context, tier, sources, cancellationToken);
            }
        }

        for (var run = 0; run < effort.Times(1_000_000); run += RunsAtOnce)
        {
            await MakeRunsAsync(run, cancellationToken);
        }
    }

    private async Task MakeAsync(HistoryDbContext context, HistoryTier tier, List<int> sources, CancellationToken cancellationToken)
    {
        var until = BenchHistory.Now.ToUnixTimeMilliseconds();
        var keep = Math.Min((long)tier.Keep.TotalMilliseconds, (long)TimeSpan.FromDays(400).TotalMilliseconds) / (effort.IsTrial ? 20 : 1);
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

    private async Task MakeRunsAsync(int first, CancellationToken cancellationToken)
    {
        await using var context = await history.ContextAsync(cancellationToken);
        var sources = await context.Sources.OrderBy(source => source.Id).Select(source => source.Id).ToListAsync(cancellationToken);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        context.Runs.AddRange(Enumerable.Range(first, RunsAtOnce).Select(number => RunOf(number, sources[number % sources.Count])));
        await context.SaveChangesAsync(cancellationToken);
    }

    private RunRow RunOf(int number, int source)
    {
        // The oldest first, as they are recorded.
        var startedAt = BenchHistory.Now.AddDays(-399) + (TimeSpan.FromDays(398) * (number / (double)effort.Times(1_000_000)));
        var (failed, seconds, pipeline) = (number % 20 == 0, _random.Next(10, 4_000), _random.Next(Pipelines));
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
