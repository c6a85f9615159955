using System.Linq.Expressions;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Previews;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Past;

/// <inheritdoc/>
internal sealed class PastOfRules(IDbContextFactory<HistoryDbContext> contexts, IRoomStore<HistoryDbContext> database, IOptions<HistoryOptions> options, TimeProvider time) : IRulePast
{
    private const int MostRuns = 100_000;

    // Finer buckets would be millions.
    private static readonly TimeSpan FinestStep = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, (Expression<Func<BucketRow, GaugeColumns>> Columns, double Unit)> Gauges = new(StringComparer.Ordinal)
    {
        ["cpuUsage"] = (row => row.Cpu, 0.1),
        ["memoryUsage"] = (row => row.Memory, 0.1),
        ["successRate"] = (row => row.SuccessRate, 0.1),
        ["activePipelines"] = (row => row.Pipelines, 1),
        ["activeConnections"] = (row => row.Connections, 1),
    };

    public Task<IReadOnlyList<ExecutionData>> ReadRunsAsync(string source, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => ReadAsync<ExecutionData>(
        source,
        async (context, id) =>
        {
            var runs = context.Runs.AsNoTracking().Where(run => run.SourceId == id && run.SortAt >= from && run.SortAt < until && (run.EndedAt != null || run.GoneAt == null)).OrderByDescending(run => run.SortAt).Take(MostRuns);
            return [.. (await SourcePastReader.ReadAsync(source, runs, cancellationToken).ConfigureAwait(false)).Select(run => run.Run).Reverse()];
        },
        cancellationToken);

    public Task<IReadOnlyList<PastState>> ReadStatesAsync(string source, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => ReadAsync<PastState>(
        source,
        async (context, id) =>
        {
            var of = context.StateChanges.AsNoTracking().Where(change => change.SourceId == id);
            var within = await of.Where(change => change.At >= from && change.At < until).OrderBy(change => change.At).ThenBy(change => change.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
            var before = await of.Where(change => change.At < from).GroupBy(change => new { change.Subject, change.Name })
                .Select(group => group.OrderByDescending(change => change.At).ThenByDescending(change => change.Id).First()).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. before.OrderBy(change => change.At).Concat(within).Select(change => new PastState(change.At, (PastStateKind)change.Subject, change.Name, change.State))];
        },
        cancellationToken);

    public Task<IReadOnlyList<PastFigure>> ReadFigureAsync(string source, string figure, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => ReadAsync<PastFigure>(
        source,
        async (context, id) =>
        {
            var values = new List<PastFigure>();
            foreach (var (tier, begin, end) in Parts(from, until))
            {
                var (step, first, last) = (tier.StepSeconds, begin.ToUnixTimeSeconds(), end.ToUnixTimeSeconds());
                var rows = context.Buckets.AsNoTracking().Where(row => row.StepSeconds == step && row.SourceId == id && row.StartSeconds >= first && row.StartSeconds < last).OrderBy(row => row.StartSeconds);
                values.AddRange(await ReadAsync(rows, figure, tier.Step, cancellationToken).ConfigureAwait(false));
            }

            return values;
        },
        cancellationToken);

    public async Task<int?> ReadSeenPercentAsync(IReadOnlyList<string> sources, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (tier, begin, end) = Parts(from, until)[0];
        var (step, first, last) = (tier.StepSeconds, from.ToUnixTimeSeconds(), until.ToUnixTimeSeconds());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var ids = await context.Sources.AsNoTracking().Where(row => sources.Contains(row.Name)).Select(row => row.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
            var seen = await context.Buckets.AsNoTracking().Where(row => row.StepSeconds == step && ids.Contains(row.SourceId) && row.StartSeconds >= first && row.StartSeconds < last)
                .SumAsync(row => row.LiveMs + row.DegradedMs + row.DownMs, cancellationToken).ConfigureAwait(false);
            return ids.Count == 0 ? null : (int)Math.Clamp(Math.Floor(100.0 * seen / ((until - from).TotalMilliseconds * sources.Count)), 0, 100);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && database.CauseOf(exception) is { } cause)
        {
            throw new JournalUnavailableException(cause, exception);
        }
    }

    /// <summary>The finest tiers that hold the parts of a time, the oldest part first; none finer than a minute.</summary>
    private List<(HistoryTier Tier, DateTimeOffset From, DateTimeOffset Until)> Parts(DateTimeOffset from, DateTimeOffset until)
    {
        var (parts, end, now) = (new List<(HistoryTier, DateTimeOffset, DateTimeOffset)>(), until, time.GetUtcNow());
        foreach (var tier in options.Value.Tiers.Where(tier => tier.Step >= FinestStep))
        {
            var kept = now - tier.Keep;
            var begin = kept > from ? kept.AddTicks(tier.Step.Ticks - ((kept - DateTimeOffset.UnixEpoch).Ticks % tier.Step.Ticks)) : from;
            if (begin < end)
            {
                parts.Insert(0, (tier, begin, end));
                end = begin;
            }

            if (end <= from)
            {
                break;
            }
        }

        return parts.Count > 0 ? parts : [(options.Value.Tiers[^1], from, until)];
    }

    private static async Task<IEnumerable<PastFigure>> ReadAsync(IQueryable<BucketRow> rows, string figure, TimeSpan step, CancellationToken cancellationToken)
    {
        if (!Gauges.TryGetValue(figure, out var gauge))
        {
            var counts = await rows.Select(row => new { row.StartSeconds, row.Executions.First, row.Executions.Last }).ToListAsync(cancellationToken).ConfigureAwait(false);
            return counts.Select(row => new PastFigure(DateTimeOffset.FromUnixTimeSeconds(row.StartSeconds), step, row.Last, row.First, row.Last));
        }

        var columns = gauge.Columns;
        var values = await rows.Select(PastColumns.Of(columns)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return values.Select(value => value.ToFigure(step, gauge.Unit));
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string source, Func<HistoryDbContext, int, Task<IReadOnlyList<T>>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            return await context.Sources.AsNoTracking().SingleOrDefaultAsync(row => row.Name == source, cancellationToken).ConfigureAwait(false) is { } known
                ? await read(context, known.Id).ConfigureAwait(false)
                : [];
        }
        catch (Exception exception) when (exception is not OperationCanceledException && database.CauseOf(exception) is { } cause)
        {
            throw new JournalUnavailableException(cause, exception);
        }
    }
}
