using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Backfill;
using FlextMonitor.Hub.History.Figures;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>
/// Keeps what the feed tells until it is stored, and the last hour of it in full. It never waits for the store. Safe for use by several threads.
/// </summary>
internal sealed class HistoryRecorder(IOptions<HistoryOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SourceRecording> _sources = new(StringComparer.Ordinal);
    private readonly RestoredHistory _restored = new();
    private readonly long _length = options.Value.Tiers[0].StepMs;

    /// <summary>The sources that were heard of, in no order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _sources.Keys];
            }
        }
    }

    /// <summary>How many changes of runs were dropped because too many waited to be stored, 0 or more.</summary>
    public long DroppedRuns
    {
        get
        {
            lock (_gate)
            {
                return _sources.Values.Sum(source => source.Runs.Dropped);
            }
        }
    }

    /// <summary>Takes in a batch of the ordered feed.</summary>
    public void Apply(FeedBatch batch)
    {
        lock (_gate)
        {
            var now = Now();
            if (batch.IsWhole)
            {
                BeginWhole(batch, now);
            }

            // By what was known before: the batch with which a source returns tells that it answers, and what ran unseen.
            var watched = batch.IsWhole ? [] : _sources.Values.Where(source => source.TellsRuns(now)).ToHashSet();
            var returned = new HashSet<SourceRecording>();
            foreach (var message in batch.Changes.Where(IsRecorded))
            {
                var source = Of(message.Source, now);
                source.Take(message, isCurrent: !batch.IsWhole, watched.Contains(source), now);
                returned.UnionWith(!watched.Contains(source) && source.TellsRuns(now) ? [source] : []);
            }

            foreach (var source in returned)
            {
                source.NoteRunGap();
            }

            foreach (var key in batch.OutOfView)
            {
                _sources.GetValueOrDefault(key.Source)?.Runs.LeaveView(key.Id ?? "");
            }
        }
    }

    /// <summary>Takes in what earlier terms stored of the last hour.</summary>
    /// <param name="buckets">Those of the finest tier that begin at <paramref name="from"/> or later, by source and in order.</param>
    /// <param name="from">Unix milliseconds.</param>
    public void Restore(ILookup<string, Bucket> buckets, long from)
    {
        lock (_gate)
        {
            _restored.Set(buckets, from);
        }
    }

    /// <summary>This process stores from now on what others stored before.</summary>
    /// <param name="storedUntil">Until when the figures of each source are stored; null if none are.</param>
    public void ContinueFrom(IReadOnlyDictionary<string, DateTimeOffset?> storedUntil)
    {
        lock (_gate)
        {
            AdvanceAll(Now());
            foreach (var source in _sources.Values)
            {
                if (storedUntil.GetValueOrDefault(source.Name) is { } until)
                {
                    source.ContinueFrom(until.ToUnixTimeMilliseconds(), _length);
                }
            }
        }
    }

    /// <summary>Takes what is to be stored. It must be given to <see cref="NoteStored"/> or <see cref="PutBack"/>.</summary>
    public UnstoredHistory TakeUnstored()
    {
        lock (_gate)
        {
            var now = Now();
            AdvanceAll(now);
            return new UnstoredHistory([.. _sources.Values.Select(source => new UnstoredSource(
                source.Name, source.IsBaseKnown ? null : Rollup.StartOf(source.Began, _length), source.Timeline.Settled, source.RunsKnownUntil(now), source.Runs.TakeUnstored(), source.States.TakeUnstored()))]);
        }
    }

    /// <summary>The buckets of a source that are to be stored, whole.</summary>
    /// <param name="source">The source.</param>
    /// <param name="stored">What the store holds of the bucket in which this term began, if that was asked for.</param>
    public IReadOnlyList<Bucket> Unstored(UnstoredSource source, Bucket? stored)
    {
        lock (_gate)
        {
            var recording = _sources[source.Name];
            if (source.BaseStart is not null)
            {
                recording.SetBase(stored);
            }

            return recording.Unstored(source.SettledUntil, _length);
        }
    }

    public void NoteStored(UnstoredHistory stored)
    {
        lock (_gate)
        {
            foreach (var source in stored.Sources)
            {
                _sources[source.Name].NoteStored(source.SettledUntil);
            }
        }
    }

    public void PutBack(UnstoredHistory unstored)
    {
        lock (_gate)
        {
            foreach (var source in unstored.Sources)
            {
                _sources[source.Name].Runs.PutBack(source.Runs);
                _sources[source.Name].States.PutBack(source.StateChanges);
            }
        }
    }

    /// <summary>The number of the time during which runs of a source may have come and gone unseen; null if there is none, or its daemon does not tell its runs now.</summary>
    public long? RunGapOf(string source)
    {
        lock (_gate)
        {
            return _sources.TryGetValue(source, out var recording) && recording.TellsRuns(Now()) ? recording.RunGap : null;
        }
    }

    /// <summary>The list of the source's daemon was read. A gap that came after this one stays.</summary>
    public void CloseRunGap(string source, long gap)
    {
        lock (_gate)
        {
            _sources[source].CloseRunGap(gap);
        }
    }

    /// <summary>The runs that are neither in view nor waiting to be stored.</summary>
    public IReadOnlyList<ExecutionData> OnlyUnrecorded(string source, IReadOnlyList<ExecutionData> runs)
    {
        lock (_gate)
        {
            return [.. runs.Where(run => !_sources[source].Runs.Knows(run.Id))];
        }
    }

    /// <summary>As above, for runs that are stored without an end.</summary>
    public IReadOnlyList<OpenRun> OnlyUnrecorded(string source, IReadOnlyList<OpenRun> runs)
    {
        lock (_gate)
        {
            return [.. runs.Where(run => !_sources[source].Runs.Knows(run.Id))];
        }
    }

    /// <summary>What memory reaches back to, without what it holds; null as in <see cref="Recent"/>.</summary>
    public RecentHistory? Bounds(string source) => Recent(source, 0, 0);

    /// <summary>What is in memory of a source within a time, up to now.</summary>
    /// <returns>Null if nothing was heard of the source within the last hour.</returns>
    public RecentHistory? Recent(string source, long from, long until)
    {
        lock (_gate)
        {
            var (now, recording) = (Now(), _sources.GetValueOrDefault(source));
            return recording is null && !_restored.Knows(source) ? null : new RecentHistory(
                recording?.StoredUntil ?? now,
                recording?.Timeline.Oldest ?? now,
                _restored.From(now - SourceRecording.Memory),
                _restored.Within(source, from, until),
                from < until ? [.. recording?.Timeline.WithinSoFar(from, Math.Min(until, now), now) ?? []] : []);
        }
    }

    private void BeginWhole(FeedBatch batch, long now)
    {
        AdvanceAll(now);
        var bySource = batch.Changes.Where(IsRecorded).ToLookup(message => message.Source);
        foreach (var source in _sources.Values)
        {
            source.Runs.KeepOnly(bySource[source.Name].OfType<ExecutionData>().Select(run => run.Id).ToHashSet(StringComparer.Ordinal), DateTimeOffset.FromUnixTimeMilliseconds(now));
            if (batch.Lost > 0)
            {
                // Values in between are gone, so what held meanwhile is not known.
                source.Timeline.Lose(now);
            }

            if (!bySource.Contains(source.Name))
            {
                source.End(now);
            }
        }
    }

    private void AdvanceAll(long now)
    {
        _restored.Forget(now - SourceRecording.Memory);
        foreach (var source in _sources.Values)
        {
            source.Advance(now, _length);
        }
    }

    private SourceRecording Of(string name, long now)
    {
        if (!_sources.TryGetValue(name, out var source))
        {
            _sources.Add(name, source = new SourceRecording(name, now));
        }

        return source;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static bool IsRecorded(SourceMessage message) => message.Source != SourceNames.Monitor && !MessageDescriptors.Of(message).IsJudgement;
}
