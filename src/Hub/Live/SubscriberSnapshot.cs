namespace FlextMonitor.Hub.Live;

/// <summary>How a subscriber stood at one moment. Times are by <see cref="TimeProvider.GetTimestamp"/>.</summary>
/// <param name="Cursor">The version that it had been sent up to, 0 or more.</param>
/// <param name="Filter">Which daemons it watches.</param>
/// <param name="PausedSince">Since when it has paused, with pauses that no round came between taken as one; null while it does not.</param>
/// <param name="WritingSince">Since when its last write waits; null where that has finished.</param>
/// <param name="WritingBytes">Bytes of that write, before framing; 0 where it has finished.</param>
/// <param name="AnsweredBy">By when the thinnest line that is served has carried the answers to its calls; null where none was large.</param>
/// <param name="ClosingSince">Since when it is being closed; null while it is not.</param>
/// <param name="Writes">Joined writes handed to it, 0 or more.</param>
/// <param name="Bytes">Bytes of those, before framing, 0 or more.</param>
internal readonly record struct SubscriberSnapshot(
    long Cursor, SourceFilter Filter, long? PausedSince, long? WritingSince, int WritingBytes, long? AnsweredBy, long? ClosingSince, long Writes, long Bytes)
{
    /// <summary>How long its last write may have to wait behind answers to its own calls; zero where none waits.</summary>
    public TimeSpan BehindAnswers(TimeProvider time) =>
        WritingSince is { } since && AnsweredBy is { } by && by > since ? time.GetElapsedTime(since, by) : TimeSpan.Zero;

    /// <summary>How many changes it lacks at a version of the live state, 0 or more.</summary>
    public long Lag(long version) => Math.Max(0, version - Cursor);

    /// <summary>
    /// How old what it has been sent is: the time since its cursor was the newest there was. Zero where it lacks nothing, or is about to be sent what it lacks.
    /// </summary>
    public TimeSpan Age(long version, TimeProvider time) =>
        Lag(version) > 0 && (WritingSince ?? PausedSince) is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
}
