using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>One problem with everything that happened to it and everyone who was told.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="OpenedAt">When it was found (UTC).</param>
/// <param name="ResolvedAt">When it was over (UTC); null while it is open.</param>
/// <param name="Changes">What happened to it, the oldest first.</param>
/// <param name="Notifications">Messages about it, the oldest first; empty if nobody was told.</param>
public sealed record ProblemLifeResponse(Problem Problem, DateTimeOffset OpenedAt, DateTimeOffset? ResolvedAt, IReadOnlyList<ProblemChangeResponse> Changes, IReadOnlyList<NotificationResponse> Notifications)
    : ProblemResponse(Problem, OpenedAt, ResolvedAt);

/// <summary>One step in the life of a problem.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="What">What, such as <c>opened</c>, <c>worsened</c>, <c>acknowledged</c> or <c>resolved</c>.</param>
/// <param name="By">Who did it; null if the evaluator decided it.</param>
/// <param name="Severity">The severity afterwards.</param>
/// <param name="Count">How often it had occurred; null if there is nothing to count.</param>
/// <param name="Text">A note, or a reason; null without either.</param>
public sealed record ProblemChangeResponse(DateTimeOffset At, string What, string? By, ProblemSeverity Severity, int? Count, string? Text)
{
    internal static ProblemChangeResponse Of(ProblemChangeRow row) => new(row.At, row.What, row.By, row.Severity, row.Count, row.Text);
}

/// <summary>A message about a problem to one channel.</summary>
/// <param name="ChannelId">The channel's id.</param>
/// <param name="Channel">The channel's name; null if it was deleted.</param>
/// <param name="Event">What it told.</param>
/// <param name="At">When it was to be told (UTC).</param>
/// <param name="Result"><c>waiting</c>, <c>delivered</c>, <c>refused</c>, <c>given-up</c> or <c>withdrawn</c>.</param>
/// <param name="Attempts">How often it was tried, 0 or more.</param>
/// <param name="LastAttemptAt">When it was last tried (UTC); null before the first time.</param>
/// <param name="LastAttemptMs">How long that took, in milliseconds; null before it ended.</param>
/// <param name="Answer">What the channel answered; null before.</param>
/// <param name="EndedAt">When it was delivered or given up (UTC); null while it waits.</param>
public sealed record NotificationResponse(
    string ChannelId,
    string? Channel,
    AlertEvent Event,
    DateTimeOffset At,
    string Result,
    int Attempts,
    DateTimeOffset? LastAttemptAt,
    int? LastAttemptMs,
    string? Answer,
    DateTimeOffset? EndedAt)
{
    internal static NotificationResponse Of(DeliveryRow row, string? channel) => new(
        row.ChannelId, channel, row.Event, row.CreatedAt, WordOf(row.State), row.Attempts, row.LastAttemptAt, row.LastAttemptMs, row.Answer, row.EndedAt);

    internal static string WordOf(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => "waiting",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Refused => "refused",
        DeliveryState.GivenUp => "given-up",
        _ => "withdrawn",
    };
}
