using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Reads figures: what is stored, and what is only in memory yet.</summary>
internal sealed class HistoryReader(
    IDbContextFactory<HistoryDbContext> contexts, HistoryRecorder recorder, IOptions<HistoryOptions> options, TimeProvider time)
{
    private const long MemoryStep = 1_000;

    /// <summary>What a source does that was never heard of is recorded from the moment on at which it is.</summary>
    private const long SlackMs = 60_000;

    /// <summary>The figures of sources over a range. A range that is in memory as a whole is answered from there, whatever the store does.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>One answer for each source, and whether the range has ended and is stored, so that the answer will not change.</returns>
    public async Task<(IReadOnlyList<HistoryResponse> Answers, bool IsClosed)> ReadAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return FromMemory(query, MemoryStep, now, recent => recent.Oldest, recent => Rollup.Of(recent.Segments, MemoryStep))
            ?? FromMemory(query, options.Value.Tiers[0].StepMs, now, recent => recent.RestoredFrom, RestoredAndRecent)
            ?? await FromStoreAsync(query, now, cancellationToken).ConfigureAwait(false);
    }

    private List<Bucket> RestoredAndRecent(RecentHistory recent) => [.. recent.Restored, .. Rollup.Of(recent.Segments, options.Value.Tiers[0].StepMs)];

    private (IReadOnlyList<HistoryResponse> Answers, bool IsClosed)? FromMemory(
        HistoryQuery query, long step, long now, Func<RecentHistory, long?> oldestOf, Func<RecentHistory, List<Bucket>> bucketsOf)
    {
        var plan = HistoryPlan.FromMemory(query.From, query.To, query.Points, step, now);
        var recent = query.Sources.Distinct().Select(source => (Source: source, History: recorder.Recent(source, plan.From, plan.Until))).ToList();
        if (!recent.TrueForAll(entry => entry.History is { } history && oldestOf(history) <= plan.From))
        {
            return null;
        }

        var bySource = recent.ToDictionary(entry => entry.Source, entry => entry.History!);
        return Answer(query, plan, now, source => Rollup.Of(bucketsOf(bySource[source]), plan.Step));
    }

    private async Task<(IReadOnlyList<HistoryResponse> Answers, bool IsClosed)> FromStoreAsync(HistoryQuery query, long now, CancellationToken cancellationToken)
    {
        var plan = HistoryPlan.FromStore(options.Value.Tiers, query.From, query.To, query.Points, now);
        var stored = await ReadStoredAsync(query.Sources, plan, cancellationToken).ConfigureAwait(false);
        return Answer(query, plan, now, source => stored[source]);
    }

    private (IReadOnlyList<HistoryResponse> Answers, bool IsClosed) Answer(HistoryQuery query, HistoryPlan plan, long now, Func<string, IEnumerable<Bucket>> bucketsOf)
    {
        var isClosed = plan.TruncatedBefore is null && StoredUntil(query.Sources).All(until => plan.Until <= (until ?? now - SlackMs));
        return ([.. query.Sources.Select(source => HistoryResponse.Of(source, plan, bucketsOf(source), query.Figures))], isClosed);
    }

    private async Task<Dictionary<string, List<Bucket>>> ReadStoredAsync(IReadOnlyList<string> sources, HistoryPlan plan, CancellationToken cancellationToken)
    {
        while (true)
        {
            // What is stored between the two looks would be in both.
            var before = StoredUntil(sources);
            var rows = await ReadRowsAsync(sources, plan, cancellationToken).ConfigureAwait(false);
            var answer = sources.ToDictionary(source => source, source => Join(rows[source], source, plan));
            if (StoredUntil(sources).SequenceEqual(before))
            {
                return answer;
            }
        }
    }

    private List<long?> StoredUntil(IReadOnlyList<string> sources) => [.. sources.Select(source => recorder.Recent(source, 0, 0)?.StoredUntil)];

    private List<Bucket> Join(IEnumerable<Bucket> stored, string source, HistoryPlan plan)
    {
        var recent = recorder.Recent(source, plan.From, plan.Until);
        var unstored = recent?.Segments.Select(segment => segment.Within(recent.StoredUntil, plan.Until)).OfType<Segment>() ?? [];
        return Rollup.Of(stored.Concat(Rollup.Of(unstored, plan.Tier!.StepMs)), plan.Step);
    }

    private async Task<ILookup<string, Bucket>> ReadRowsAsync(IReadOnlyList<string> sources, HistoryPlan plan, CancellationToken cancellationToken)
    {
        var (step, from, until) = (plan.Tier!.StepSeconds, plan.From / 1000, (plan.Until + 999) / 1000);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var names = await context.Sources.AsNoTracking().Where(source => sources.Contains(source.Name))
                .ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken).ConfigureAwait(false);
            var rows = await context.Buckets.AsNoTracking()
                .Where(row => row.StepSeconds == step && names.Keys.Contains(row.SourceId) && row.StartSeconds >= from && row.StartSeconds < until)
                .OrderBy(row => row.SourceId).ThenBy(row => row.StartSeconds)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return rows.ToLookup(row => names[row.SourceId], row => row.ToBucket());
        }
    }
}
