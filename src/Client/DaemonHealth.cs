namespace FlextMonitor.Client;

/// <summary>How a daemon says that it works.</summary>
public sealed record DaemonHealth
{
    /// <summary>Whether it says that it works as a whole.</summary>
    public required Figure<bool> Healthy { get; init; }

    /// <summary>Its components by name, in no particular order; may be empty. While <see cref="Healthy"/> is not known, those that were known last.</summary>
    public required IReadOnlyDictionary<string, DaemonComponent> Components { get; init; }
}
