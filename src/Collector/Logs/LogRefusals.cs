namespace FlextMonitor.Collector.Logs;

/// <summary>Decides when a daemon has answered often and long enough with an error instead of lines. A proxy does so while the daemon behind it restarts.</summary>
internal sealed class LogRefusals(TimeProvider time)
{
    /// <summary>How many refusals in a row it takes to give up.</summary>
    public const int GiveUpCount = 5;

    /// <summary>How long after the first of them it may be given up.</summary>
    public static readonly TimeSpan GiveUpTime = TimeSpan.FromMinutes(1);

    private int _count;
    private long _since;

    /// <summary>Whether the log is not to be asked for any more.</summary>
    public bool AreTooMany => _count >= GiveUpCount && time.GetElapsedTime(_since) >= GiveUpTime;

    /// <summary>Notes whether the daemon refused once more.</summary>
    public void Note(bool isRefusal)
    {
        if (!isRefusal)
        {
            _count = 0;
        }
        else if (_count++ == 0)
        {
            _since = time.GetTimestamp();
        }
    }
}
