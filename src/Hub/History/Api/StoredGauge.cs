using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The columns of a gauge that answers are made of. For their meaning see <see cref="Tables.GaugeColumns"/>.</summary>
internal readonly record struct StoredGauge(long UnknownMs, long? Sum, long? Min, long? Max)
{
    /// <param name="answeredMs">How long the daemon answered.</param>
    public Gauge ToGauge(long answeredMs) => Gauge.Stored(answeredMs - UnknownMs, Sum, Min, Max, null);
}
