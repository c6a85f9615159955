using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>Everything that is recorded of one source and is not, or only lately, stored.</summary>
/// <param name="name">The source's name.</param>
/// <param name="start">When recording began, in Unix milliseconds.</param>
internal sealed class SourceRecording(string name, long start)
{
    /// <summary>How long segments stay in memory.</summary>
    public static readonly long Memory = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    /// <summary>A clock that goes back by more was set.</summary>
    private const long ClockSlack = 5_000;

    private readonly SourceReading _reading = new(start);
    private long _first = start;
    private Bucket? _base;
    private long _runGaps;
    private long _storedByOther = long.MinValue;

    public string Name => name;

    public RunLedger Runs { get; } = new();

    public StateLedger States { get; } = new();

    public SourceTimeline Timeline => _reading.Timeline;

    /// <summary>Until when its figures are stored, in Unix milliseconds.</summary>
    public long StoredUntil { get; private set; } = start;

    /// <summary>When this term began to record. The store may hold an earlier part of that bucket.</summary>
    public long Began { get; private set; } = start;

    /// <summary>Whether the stored part of the bucket in which this term began has been read.</summary>
    public bool IsBaseKnown { get; private set; }

    /// <summary>The number of the last time during which runs may have come and gone unseen; null if the daemon's list was read since.</summary>
    public long? RunGap { get; private set; }

    /// <summary>Whether its runs are being reported and were up to its last answer.</summary>
    public bool TellsRuns(long now) => _reading.TellsRuns(now);

    /// <summary>No run came and went unseen before this; null if that is not so now.</summary>
    public DateTimeOffset? RunsKnownUntil(long now) => RunGap is null && TellsRuns(now) ? DateTimeOffset.FromUnixTimeMilliseconds(_reading.ObservedAt) : null;

    /// <summary>Runs may have come and gone unseen until now.</summary>
    public void NoteRunGap() => RunGap = ++_runGaps;

    /// <summary>The daemon's list was read. A later gap stays.</summary>
    public void CloseRunGap(long gap) => RunGap = RunGap == gap ? null : RunGap;

    /// <summary>Takes in one message of its collector.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isCurrent">Whether it arrives as it is published.</param>
    /// <param name="wasWatched">Whether <see cref="TellsRuns"/> held before the message's batch.</param>
    /// <param name="now">The present time.</param>
    public void Take(SourceMessage message, bool isCurrent, bool wasWatched, long now)
    {
        var at = message.ObservedAt ?? DateTimeOffset.FromUnixTimeMilliseconds(now);
        _reading.Take(message, isCurrent, now);
        switch (message)
        {
            case SourceStatus status:
                States.Take(status, at);
                break;
            case HealthStatus health:
                States.Take(health, at);
                break;
            case ExecutionData run:
                Runs.Take(run, wasWatched, at);
                break;
            case ExecutionRemoved removed:
                Runs.Remove(removed.Id, at);
                break;
        }
    }

    /// <summary>The feed holds nothing of the source any more.</summary>
    public void End(long now) => _reading.End(now);

    /// <summary>Time passed.</summary>
    public void Advance(long now, long length)
    {
        if (Timeline.Settled > now + ClockSlack)
        {
            RestartAt(now, length);
        }

        Timeline.Advance(now);
        Timeline.Forget(now - Memory);
        if (Timeline.Oldest > StoredUntil)
        {
            // The store could not be written for longer than that. A bucket of which a part is gone is not written, because it would replace that part.
            StoredUntil = Rollup.StartOf(Timeline.Oldest + length - 1, length);
        }
    }

    /// <summary>The buckets of the finest tier that are not stored as they are, each with all that is known of it up to a time.</summary>
    public IReadOnlyList<Bucket> Unstored(long until, long length) => until <= StoredUntil
        ? []
        : [.. Rollup.Of(Timeline.Within(Math.Max(Rollup.StartOf(StoredUntil, length), _storedByOther), until), length).Select(WithBase)];

    /// <summary>What the store holds of the bucket in which this term began; null if nothing.</summary>
    public void SetBase(Bucket? stored) => (_base, IsBaseKnown) = (stored, true);

    public void NoteStored(long until) => StoredUntil = Math.Max(StoredUntil, Math.Min(until, Timeline.Settled));

    /// <summary>Another process has stored its figures until a time, while this one recorded too.</summary>
    public void ContinueFrom(long stored, long length)
    {
        if (stored <= Began)
        {
            return;
        }

        StoredUntil = Math.Max(StoredUntil, Math.Min(stored, Timeline.Settled));
        if (Rollup.StartOf(stored, length) > Rollup.StartOf(Began, length))
        {
            // All of the bucket is in memory, so it is written whole.
            (IsBaseKnown, _base) = (true, null);
        }
        else
        {
            // What both recorded of this bucket must not count twice.
            (Began, IsBaseKnown, _base, _storedByOther) = (stored, false, null, stored);
        }
    }

    // What memory holds of a bucket from its beginning, or from the beginning of this term, would count twice if the stored bucket were added to it.
    private void RestartAt(long now, long length)
    {
        _reading.RestartAt(now);
        _storedByOther = long.MinValue;
        var bucket = Rollup.StartOf(now, length);
        if (Timeline.Oldest > Math.Max(bucket, _first))
        {
            (IsBaseKnown, _base) = (false, null);
        }
        else if (bucket > _first)
        {
            (IsBaseKnown, _base) = (true, null);
        }

        (StoredUntil, Began, _first) = (Math.Min(StoredUntil, now), now, Math.Min(_first, now));
    }

    private Bucket WithBase(Bucket bucket)
    {
        if (_base is null || _base.Start != bucket.Start || _base.SeenMs + bucket.SeenMs > bucket.Length)
        {
            return bucket;
        }

        var whole = new Bucket(bucket.Start, bucket.Length);
        whole.Add(_base);
        whole.Add(bucket);
        return whole;
    }
}
