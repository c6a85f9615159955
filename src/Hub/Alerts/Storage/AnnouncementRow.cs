using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Something of a problem that is to be told by one route: stored with the change that it tells of, and turned into deliveries once it is due.</summary>
internal sealed class AnnouncementRow
{
    public long Number { get; init; }

    public required string ProblemId { get; init; }

    public required string RouteId { get; init; }

    public required AlertEvent Event { get; init; }

    /// <summary>The source of its problem, by which messages are grouped.</summary>
    public required string Source { get; init; }

    /// <summary>The kind of its problem, by which messages are grouped.</summary>
    public required string Kind { get; init; }

    /// <summary>When what it tells of happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it is to be looked at; null once it is done, and while its problem is held back: then its timer stands still.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it was done; null while it is due.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Ids of the channels that were told; empty if nobody was.</summary>
    public IReadOnlyList<string> Told { get; set; } = [];

    /// <summary>Why nobody was told, such as a silence; null if somebody was.</summary>
    public string? HeldBackBecause { get; set; }

    /// <summary>How it waits; null if there is nothing to say of that.</summary>
    public AnnouncementDetails? Details { get; set; }
}
