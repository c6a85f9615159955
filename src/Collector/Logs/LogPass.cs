using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Collector.Logs;

/// <summary>What became of reading a log once.</summary>
internal sealed class LogPass(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>Whether any line came.</summary>
    public bool HasLines { get; private set; }

    /// <summary>Whether a line came that had not been passed on.</summary>
    public bool HasNewLines { get; private set; }

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>How long it took.</summary>
    public TimeSpan Length { get; private set; }

    /// <summary>Whether the place was found at which the log continues.</summary>
    public bool IsReached { get; private set; }

    /// <summary>Whether the daemon ended the log.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether the place was not found, although the log did not break off.</summary>
    public bool IsMissed => !IsReached && Broken is null;

    /// <summary>Why the log broke off; null if it did not.</summary>
    public DaemonCallException? Broken { get; private set; }

    /// <summary>What the daemon answered instead of a line.</summary>
    public CallFailure? Answer { get; private set; }

    /// <summary>Notes that a line came.</summary>
    public void Read(bool isNew)
    {
        HasLines = true;
        HasNewLines |= isNew;
    }

    /// <summary>Notes how it ended.</summary>
    public void End(LogReading reading, bool isReached)
    {
        Length = Elapsed;
        IsReached = isReached;
        Broken = reading.Broken;
        Answer = reading.Answer;
        IsWhole = reading.HasEnded;
    }
}
