using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>The health that a daemon reported last.</summary>
internal readonly record struct LastHealth(DateTimeOffset? ObservedAt, bool Healthy, ValueMap<ComponentHealth> Components)
{
    /// <summary>That of a message: a fallback is a placeholder, so its last known one. Null if it has none.</summary>
    public static LastHealth? Of(HealthStatus? health) => health switch
    {
        null => null,
        { Fallback: false } => new(health.ObservedAt, health.Healthy, health.Components),
        { LastKnown: { } last } => new(last.ObservedAt, last.Healthy, last.Components),
        _ => null,
    };
}
