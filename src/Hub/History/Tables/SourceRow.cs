namespace FlextMonitor.Hub.History.Tables;

/// <summary>A source that history knows. Rows refer to it by a short number.</summary>
internal sealed class SourceRow
{
    public int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>When its daemon's list had been read as far back as it goes; null before.</summary>
    public DateTimeOffset? FilledAt { get; set; }

    /// <summary>Until when its figures are stored. It is written with them, so that a reader sees both or neither.</summary>
    public DateTimeOffset? StoredUntil { get; set; }

    /// <summary>No run came and went unseen before this; null if that is not known.</summary>
    public DateTimeOffset? RunsKnownUntil { get; set; }
}
