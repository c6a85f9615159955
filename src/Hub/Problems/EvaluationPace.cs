namespace FlextMonitor.Hub.Problems;

/// <summary>Lets something happen at once and then at most once in a while. A clock that is set back does not hold it up.</summary>
internal sealed class EvaluationPace(TimeSpan pause)
{
    private DateTimeOffset? _last;

    /// <summary>When it may happen next, as far as that is in the future.</summary>
    public DateTimeOffset? Next => _last + pause;

    /// <summary>Whether it may happen now; if so it counts as happened.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        if (_last is { } last && now >= last && now - last < pause)
        {
            return false;
        }

        _last = now;
        return true;
    }
}
