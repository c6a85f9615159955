namespace FlextMonitor.Hub.Live;

/// <summary>The state of a subscriber at one moment. Times are by <see cref="TimeProvider.GetTimestamp"/>.</summary>
/// <param name="Cursor">The version up to which it has been sent the state, 0 or more.</param>
/// <param name="Filter">The daemons that it watches.</param>
/// <param name="PausedSince">When it paused; pauses without a round in between count as one. Null if it is not paused.</param>
/// <param name="WritingSince">When its current write began; null if there is none.</param>
/// <param name="WritingBytes">Bytes of that write, before framing; 0 if there is none.</param>
/// <param name="AnsweredBy">When the answers to its calls have been transferred on the slowest line that is supported; null if no answer was large.</param>
/// <param name="ClosingSince">When the hub began to close it; null if it is not closing.</param>
/// <param name="Writes">The number of joined writes to it, 0 or more.</param>
/// <param name="Bytes">The bytes of these writes, before framing, 0 or more.</param>
internal readonly record struct SubscriberSnapshot(
    long Cursor, SourceFilter Filter, long? PausedSince, long? WritingSince, int WritingBytes, long? AnsweredBy, long? ClosingSince, long Writes, long Bytes)
{
    /// <summary>How long its current write may have to wait for answers to its own calls; zero if it waits for none.</summary>
    public TimeSpan BehindAnswers(TimeProvider time) =>
        WritingSince is { } since && AnsweredBy is { } by && by > since ? time.GetElapsedTime(since, by) : TimeSpan.Zero;

    /// <summary>How many changes up to a version of the live state it has not been sent, 0 or more.</summary>
    public long Lag(long version) => Math.Max(0, version - Cursor);

    /// <summary>
    /// The age of what it has been sent, which is the time since its cursor was up to date. Zero if it is up to date or about to be brought up to date.
    /// </summary>
    public TimeSpan Age(long version, TimeProvider time) =>
        Lag(version) > 0 && (WritingSince ?? PausedSince) is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
}
