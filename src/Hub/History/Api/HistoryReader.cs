using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Reads figures: what is stored, and what is only in memory yet.</summary>
public sealed class HistoryReader
{
    private const long MemoryStep = 1_000;

    /// <summary>Of a source that was never heard of nothing can be stored any more that is older than this.</summary>
    private const long SlackMs = 60_000;

    private readonly BucketReader _store;
    private readonly HistoryRecorder _recorder;
    private readonly HistoryState _state;
    private readonly IRoomStore<HistoryDbContext> _database;
    private readonly IEvaluatorLeadership _leadership;
    private readonly KeptSince _kept;
    private readonly IOptions<HistoryOptions> _options;
    private readonly TimeProvider _time;

    internal HistoryReader(
        BucketReader store, HistoryRecorder recorder, HistoryState state, IRoomStore<HistoryDbContext> database, IEvaluatorLeadership leadership, KeptSince kept, IOptions<HistoryOptions> options, TimeProvider time) =>
        (_store, _recorder, _state, _database, _leadership, _kept, _options, _time) = (store, recorder, state, database, leadership, kept, options, time);

    private IReadOnlyList<HistoryTier> Tiers => _options.Value.Tiers;

    /// <summary>
    /// The figures of sources over a range. A range that is in memory as a whole is answered from there, whatever the store does; of several processes one that did not see all of it reads the store if it can.
    /// </summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>One answer for each source, and whether the range has ended and is stored, so that the answer will not change.</returns>
    public async Task<(IReadOnlyList<HistoryResponse> Answers, bool IsClosed)> ReadAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        var remembered = FromMemory(query, MemoryStep, recent => recent.Oldest, recent => Rollup.Of(recent.Segments, MemoryStep))
            ?? FromMemory(query, Tiers[0].StepMs, recent => recent.RestoredFrom, RestoredAndRecent);
        if (remembered is { } known && (known.SawAll || !_leadership.IsShared || _state.PausedBecause is not null))
        {
            return known.Answer();
        }

        try
        {
            return await FromStoreAsync(query, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (remembered is not null && _database.CauseOf(exception) is not null)
        {
            return remembered.Value.Answer();
        }
    }

    private List<Bucket> RestoredAndRecent(RecentHistory recent) => [.. recent.Restored, .. Rollup.Of(recent.Segments, Tiers[0].StepMs)];

    private (Func<(IReadOnlyList<HistoryResponse> Answers, bool IsClosed)> Answer, bool SawAll)? FromMemory(
        HistoryQuery query, long step, Func<RecentHistory, long?> oldestOf, Func<RecentHistory, List<Bucket>> bucketsOf)
    {
        var now = Now();
        if (query.From < now - SourceRecording.Memory - step)
        {
            return null;
        }

        var plan = HistoryPlan.FromMemory(query.From, query.To, query.Points, step, now);
        if (!query.Sources.All(source => _recorder.Bounds(source) is { } bounds && oldestOf(bounds) <= plan.From))
        {
            return null;
        }

        var recent = query.Sources.ToDictionary(source => source, source => _recorder.Recent(source, plan.From, plan.Until)!);
        var buckets = recent.ToDictionary(source => source.Key, source => bucketsOf(source.Value));
        return (
            () => Answer(query, plan, source => plan.RollUp(buckets[source]), source => recent[source].StoredUntil),
            buckets.Values.All(ofOne => ofOne.Sum(bucket => bucket.SeenMs) >= plan.Until - plan.From));
    }

    private async Task<(IReadOnlyList<HistoryResponse> Answers, bool IsClosed)> FromStoreAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        await _state.WaitUntilOpenAsync(_time, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var plan = HistoryPlan.FromStore([.. Tiers.Select(tier => (tier, OldestOf(tier)))], query.From, query.To, query.Points, Now());

            // What memory knows to be stored before the rows are read is among them.
            var before = query.Sources.ToDictionary(source => source, source => _recorder.Bounds(source)?.StoredUntil);
            var stored = await _store.ReadAsync(query.Sources, plan, cancellationToken).ConfigureAwait(false);
            if (plan.TruncatedBefore is not null || _kept.Of(plan.Tier!).ToUnixTimeMilliseconds() <= plan.From)
            {
                return Join(query, plan, source => Latest(before[source], stored.GetValueOrDefault(source).StoredUntil), source => stored.GetValueOrDefault(source).Buckets ?? []);
            }

            // Part of the range was deleted meanwhile, and another tier may hold it.
        }
    }

    private (IReadOnlyList<HistoryResponse> Answers, bool IsClosed) Join(HistoryQuery query, HistoryPlan plan, Func<string, long?> storedUntil, Func<string, IEnumerable<Bucket>> rows)
    {
        var whole = plan.Continue(query.Sources.Max(storedUntil) ?? 0);
        return Answer(query, whole, source => whole.RollUp(rows(source).Concat(Unstored(source, whole, storedUntil(source) ?? whole.From))), source => storedUntil(source) ?? Now() - SlackMs);
    }

    private List<Bucket> Unstored(string source, HistoryPlan plan, long storedUntil) =>
        _recorder.Recent(source, Math.Max(plan.From, storedUntil), plan.Until) is { } recent ? Rollup.Of(recent.Segments, plan.Tier!.StepMs) : [];

    private static (IReadOnlyList<HistoryResponse> Answers, bool IsClosed) Answer(HistoryQuery query, HistoryPlan plan, Func<string, IEnumerable<Bucket>> bucketsOf, Func<string, long> storedUntil) => (
        [.. query.Sources.AsParallel().AsOrdered().WithDegreeOfParallelism(BucketReader.AtOnce).Select(source => HistoryResponse.Of(source, plan, bucketsOf(source), query.Figures))],
        !query.EndsNow && plan.TruncatedBefore is null && query.Sources.All(source => Math.Max(plan.Until, query.To) <= storedUntil(source)));

    private long OldestOf(HistoryTier tier) => Math.Max(Now() - (long)tier.Keep.TotalMilliseconds, _kept.Of(tier).ToUnixTimeMilliseconds());

    private static long? Latest(long? one, long? other) => one is null || other > one ? other : one;

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
