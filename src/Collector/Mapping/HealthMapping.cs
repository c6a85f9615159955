using FlextMonitor.Contracts;
using ComponentHealth = FlextMonitor.Contracts.ComponentHealth;

namespace FlextMonitor.Collector.Mapping;

/// <summary>A daemon's health (HealthCheck). Its own timestamp is not shown: when the answer arrived says more.</summary>
internal static class HealthMapping
{
    public static LastKnownHealth Health(Proto.HealthStatus sent, DateTimeOffset observedAt) => new()
    {
        ObservedAt = observedAt,
        Healthy = sent.Healthy,
        Components = Clean.Map(sent.Components, TextLimits.Name, TextLimits.Components, Component),
    };

    /// <summary>What of the answer is not shown; null where all of it is.</summary>
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
