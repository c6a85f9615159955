using FlextMonitor.Contracts;
using ComponentHealth = FlextMonitor.Contracts.ComponentHealth;

namespace FlextMonitor.Collector.Mapping;

/// <summary>Maps a daemon's health (HealthCheck). The daemon's own timestamp is not used, because the time of arrival is more reliable.</summary>
internal static class HealthMapping
{
    /// <summary>The health, not stamped yet.</summary>
    public static HealthStatus Health(string source, Proto.HealthStatus sent, DateTimeOffset observedAt) => new()
    {
        Source = source,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = observedAt,
        Fallback = false,
        Error = null,
        LastKnown = null,
        Healthy = sent.Healthy,
        Components = Clean.Map(sent.Components, TextLimits.Name, TextLimits.Components, Component),
    };

    /// <summary>What part of the answer is not shown; null if all of it is shown.</summary>
    public static string? Notice(Proto.HealthStatus sent) => sent.Components.Count > TextLimits.Components
        ? $"{sent.Components.Count:#,0} components were sent; the first {TextLimits.Components} by name are shown"
        : null;

    private static ComponentHealth Component(string key, Proto.ComponentHealth sent) => new()
    {
        Name = Clean.TextOrNull(sent.Name, TextLimits.Name) ?? key,
        Healthy = sent.Healthy,
        Message = Clean.TextOrNull(sent.Message, TextLimits.Message),
        Metadata = Clean.Metadata(sent.Metadata),
    };
}
