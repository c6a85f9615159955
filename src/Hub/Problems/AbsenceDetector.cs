namespace FlextMonitor.Hub.Problems;

/// <summary>
/// Notices that the evaluator itself did not run (the process was frozen, the machine was paused) or that the system's clock was set. The silence of
/// a source during that time says nothing about the source.
/// </summary>
internal sealed class AbsenceDetector(TimeProvider time)
{
    /// <summary>A wait or an evaluation that takes this much longer than planned is an absence.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    /// <summary>The two clocks drift apart by less than this between two checks.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(1);

    private (DateTimeOffset Now, long Timestamp, TimeSpan Planned)? _last;
    private DateTimeOffset? _absentSince;

    /// <summary>The evaluator is about to wait.</summary>
    public void Wait(DateTimeOffset now, TimeSpan planned) => Check(now, planned);

    /// <summary>The evaluator goes on.</summary>
    /// <returns>When it was last known to run; null if it was not absent since this was last called.</returns>
    public DateTimeOffset? Continue(DateTimeOffset now)
    {
        Check(now, TimeSpan.Zero);
        var since = _absentSince;
        _absentSince = null;
        return since;
    }

    private void Check(DateTimeOffset now, TimeSpan planned)
    {
        if (_last is { } last)
        {
            var elapsed = time.GetElapsedTime(last.Timestamp);
            var isLate = elapsed > last.Planned + LongestDelay;
            var isClockSet = (now - last.Now - elapsed).Duration() > ClockSlack;
            _absentSince ??= isLate || isClockSet ? last.Now : null;
        }

        _last = (now, time.GetTimestamp(), planned);
    }
}
