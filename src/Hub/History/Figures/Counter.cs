namespace FlextMonitor.Hub.History.Figures;

/// <summary>A counter over some time. Without known time there is no aggregate.</summary>
internal readonly record struct Counter
{
    /// <summary>For how long its value was known, in milliseconds, 0 or more.</summary>
    public long KnownMs { get; private init; }

    public long? First { get; private init; }

    public long? Last { get; private init; }

    /// <summary>
    /// By how much it grew while it was watched, 0 or more; null without known time. What was added while nobody watched is in no bucket: it is the
    /// difference between <see cref="Last"/> and the next <see cref="First"/>.
    /// </summary>
    public long? Increase { get; private init; }

    /// <summary>A value that held for a time of 1 ms or more.</summary>
    public static Counter Of(long value, long ms, long increase) => new() { KnownMs = ms, First = value, Last = value, Increase = increase };

    /// <summary>What a store holds.</summary>
    public static Counter Stored(long knownMs, long? first, long? last, long? increase) =>
        knownMs > 0 ? new() { KnownMs = knownMs, First = first, Last = last, Increase = increase } : default;

    /// <summary>This time and a later one together.</summary>
    public Counter Then(Counter later) => this switch
    {
        { KnownMs: 0 } => later,
        _ when later.KnownMs == 0 => this,
        _ => new() { KnownMs = KnownMs + later.KnownMs, First = First, Last = later.Last, Increase = Increase + later.Increase },
    };
}
