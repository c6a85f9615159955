using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Tables;

/// <inheritdoc cref="Counter"/>
internal sealed class CounterColumns
{
    public required long KnownMs { get; init; }

    public required long? First { get; init; }

    public required long? Last { get; init; }

    public required long? Increase { get; init; }
}
