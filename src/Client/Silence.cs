namespace FlextMonitor.Client;

/// <summary>A time in which matching problems send no messages. They are evaluated and shown all the same.</summary>
public sealed record Silence
{
    /// <summary>Its id, given by the hub; <c>null</c> for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>Why, for others to read.</summary>
    public required string Reason { get; init; }

    /// <summary>Which problems.</summary>
    public SilenceMatch Match { get; init; } = new();

    /// <summary>When it begins; <c>null</c> means at once.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset? To { get; init; }
}
