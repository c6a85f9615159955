using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>One message to one channel: a job of the outbox.</summary>
internal sealed class DeliveryRow
{
    /// <summary>The idempotency key of the message.</summary>
    public required string Id { get; init; }

    public required string ChannelId { get; init; }

    /// <summary>The route that asked for it; null for a test and a report.</summary>
    public string? RouteId { get; init; }

    public required AlertEvent Event { get; init; }

    /// <summary>The <see cref="AlertMessage"/> as JSON.</summary>
    public required string Payload { get; set; }

    public DeliveryState State { get; set; }

    /// <summary>When it was to be told, as its rule and route have it: more than 60 s later it is late.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>0 or more.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is to be tried; null once it is no longer waiting.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>When the first request to the channel began; null before.</summary>
    public DateTimeOffset? FirstAttemptAt { get; set; }

    /// <summary>When the last request to the channel began; null before the first.</summary>
    public DateTimeOffset? LastAttemptAt { get; set; }

    /// <summary>How long the last attempt took, in milliseconds; null before the first ended.</summary>
    public int? LastAttemptMs { get; set; }

    /// <summary>What the channel answered last; null before.</summary>
    public string? Answer { get; set; }

    /// <summary>When it was delivered, refused or given up; null while it waits.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The problems that it tells of, also those beyond the list of the message.</summary>
    public IList<DeliveryProblemRow> Problems { get; init; } = [];
}
