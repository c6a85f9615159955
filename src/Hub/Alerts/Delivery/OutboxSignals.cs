using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Wakes the two loops of the outbox.</summary>
internal sealed class OutboxSignals(TimeProvider time)
{
    /// <summary>Something may have come due to be told.</summary>
    public AsyncAutoResetEvent Announce { get; } = new(time);

    /// <summary>Something may have come due to be sent.</summary>
    public AsyncAutoResetEvent Send { get; } = new(time);
}
