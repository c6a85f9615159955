using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Tables;

/// <inheritdoc cref="Gauge"/>
internal sealed class GaugeColumns
{
    public required long KnownMs { get; init; }

    public required long? Sum { get; init; }

    public required long? Min { get; init; }

    public required long? Max { get; init; }

    public required long? Last { get; init; }

    public Gauge ToGauge() => Gauge.Stored(KnownMs, Sum, Min, Max, Last);
}
