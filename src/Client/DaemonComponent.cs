namespace FlextMonitor.Client;

/// <summary>One component of a daemon, as the daemon reports it.</summary>
public sealed record DaemonComponent
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it works.</summary>
    public required Figure<bool> Healthy { get; init; }

    /// <summary>The daemon's message about it, as last reported; <c>null</c> if it sent no message.</summary>
    public required string? Message { get; init; }

    /// <summary>Further facts by name, as last reported; may be empty.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
