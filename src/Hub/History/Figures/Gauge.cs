namespace FlextMonitor.Hub.History.Figures;

/// <summary>A gauge over some time. Without known time there is no aggregate.</summary>
internal readonly record struct Gauge
{
    /// <summary>For how long its value was known, in milliseconds, 0 or more.</summary>
    public long KnownMs { get; private init; }

    /// <summary>Each value times the milliseconds for which it held; null without known time.</summary>
    public long? Sum { get; private init; }

    public long? Min { get; private init; }

    public long? Max { get; private init; }

    public long? Last { get; private init; }

    /// <summary>The mean, weighted by time; null without known time.</summary>
    public double? Mean => KnownMs > 0 ? (double?)Sum / KnownMs : null;

    /// <summary>A value that held for a time of 1 ms or more.</summary>
    public static Gauge Of(long value, long ms) => new() { KnownMs = ms, Sum = value * ms, Min = value, Max = value, Last = value };

    /// <summary>What a store holds.</summary>
    public static Gauge Stored(long knownMs, long? sum, long? min, long? max, long? last) =>
        knownMs > 0 ? new() { KnownMs = knownMs, Sum = sum, Min = min, Max = max, Last = last } : default;

    /// <summary>This time and a later one together.</summary>
    public Gauge Then(Gauge later) => this switch
    {
        { KnownMs: 0 } => later,
        _ when later.KnownMs == 0 => this,
        _ => new()
        {
            KnownMs = KnownMs + later.KnownMs,
            Sum = Sum + later.Sum,
            Min = later.Min < Min ? later.Min : Min,
            Max = later.Max > Max ? later.Max : Max,
            Last = later.Last,
        },
    };
}
