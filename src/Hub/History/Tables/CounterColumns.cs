using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Tables;

/// <inheritdoc cref="Counter"/>
internal sealed class CounterColumns
{
    /// <inheritdoc cref="GaugeColumns.UnknownMs"/>
    public required long UnknownMs { get; init; }

    public required long? First { get; init; }

    public required long? Last { get; init; }

    public required long? Increase { get; init; }

    /// <param name="answeredMs">How long the daemon answered.</param>
    public Counter ToCounter(long answeredMs) => Counter.Stored(answeredMs - UnknownMs, First, Last, Increase);
}
