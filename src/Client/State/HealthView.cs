using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>Tells whether the health of a daemon is known.</summary>
internal static class HealthView
{
    private static readonly Dictionary<string, DaemonComponent> None = [];

    /// <param name="source">What is held of it.</param>
    /// <param name="unconfirmed">Why nothing confirms it; null if the source is fresh.</param>
    public static DaemonHealth Of(HeldSource source, Unconfirmed? unconfirmed)
    {
        var why = unconfirmed ?? Unconfirmed.By(source.Find<SourceStatus>(MessageKind.Status)) ?? Missing(source.Find<HealthStatus>(MessageKind.Health));
        var last = source.LastHealth;
        return new DaemonHealth
        {
            Healthy = Figure(last?.Healthy),
            Components = last is { Components: { Count: > 0 } components } ? components.ToDictionary(component => component.Key, component => Component(component.Value), StringComparer.Ordinal) : None,
        };

        DaemonComponent Component(ComponentHealth component) => new() { Name = component.Name, Healthy = Figure(component.Healthy), Message = component.Message, Metadata = component.Metadata };

        Figure<bool> Figure(bool? reported) => why is { } reason ? Client.Figure<bool>.Unknown(reason.Reason, reason.Since, reported, last?.ObservedAt) : Client.Figure<bool>.Known(reported!.Value, last?.ObservedAt);
    }

    private static Unconfirmed? Missing(HealthStatus? health) => health switch
    {
        null => new Unconfirmed("the daemon has not reported its health yet", null),
        { Error: { } error } => new Unconfirmed(error, health.ObservedAt),
        { Fallback: true } => new Unconfirmed("the monitor has no health of the daemon", health.ObservedAt),
        _ => null,
    };
}
