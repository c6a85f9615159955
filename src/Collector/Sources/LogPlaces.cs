namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Places for those who read a daemon's logs. Each is a call that stays open, and so takes a thread of a daemon that has one for every call:
/// without a limit the last would be gone, and the daemon as good as down.
/// </summary>
/// <param name="most">How many there are, 1 or more.</param>
internal sealed class LogPlaces(int most)
{
    private int _taken;

    /// <summary>Takes a place, if one is free. It is to be given back.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= most)
        {
            return true;
        }

        GiveBack();
        return false;
    }

    public void GiveBack() => Interlocked.Decrement(ref _taken);
}
