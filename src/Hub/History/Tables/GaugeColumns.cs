using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Tables;

/// <inheritdoc cref="Gauge"/>
internal sealed class GaugeColumns
{
    /// <summary>Of the time in which the daemon answered, live or degraded, how long the figure was not known, in milliseconds. Mostly 0, which takes no room; the known time would take 2 to 4 bytes.</summary>
    public required long UnknownMs { get; init; }

    public required long? Sum { get; init; }

    public required long? Min { get; init; }

    public required long? Max { get; init; }

    public required long? Last { get; init; }

    /// <param name="answeredMs">How long the daemon answered.</param>
    public Gauge ToGauge(long answeredMs) => Gauge.Stored(answeredMs - UnknownMs, Sum, Min, Max, Last);
}
