namespace FlextMonitor.Hub.Problems;

/// <summary>Measures for how long something has held, leaving out the time during which it could not be seen.</summary>
internal struct HoldTimer
{
    private TimeSpan _held;
    private DateTimeOffset? _at;

    /// <summary>It holds now.</summary>
    /// <returns>For how long it has held.</returns>
    public TimeSpan Run(DateTimeOffset now)
    {
        Pause(now);
        _at = now;
        return _held;
    }

    /// <summary>It was last seen at a time.</summary>
    public void Pause(DateTimeOffset at)
    {
        _held += at > _at ? at - _at.Value : TimeSpan.Zero;
        _at = null;
    }

    /// <summary>It does not hold.</summary>
    public void Reset() => this = default;

    /// <summary>When it will have held for a time; null while it is not running.</summary>
    public readonly DateTimeOffset? DueAt(TimeSpan hold) => _at?.After(hold - _held);
}
