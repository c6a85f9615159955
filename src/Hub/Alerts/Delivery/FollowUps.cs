using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>What is to be told later because a problem was told: the next reminder, and the route that takes over if nobody acknowledges.</summary>
internal static class FollowUps
{
    /// <summary>The announcements that follow one that was told; perhaps none.</summary>
    public static IEnumerable<AnnouncementRow> Of(AnnouncementRow row, MessageOccasion occasion)
    {
        if (row.Told.Count == 0 || occasion.Route is not { } route || row.Event is AlertEvent.SilenceEnded or AlertEvent.Acknowledged)
        {
            yield break;
        }

        // A reminder that a greater severity brought forward does not begin a second row of reminders.
        if (route.ReminderHours is { } hours && (row.Event != AlertEvent.Reminder || row.Details?.PlannedAt - row.At > AnnouncementPlan.Gathering))
        {
            yield return New(row, row.RouteId, AlertEvent.Reminder, occasion.Now, TimeSpan.FromHours(hours), isEscalation: false);
        }

        if (row.Event != AlertEvent.Reminder && route is { EscalateTo: { } escalation, EscalateAfterMinutes: { } minutes } && row.Details?.IsEscalation != true)
        {
            yield return New(row, escalation, AlertEvent.Opened, occasion.Now, TimeSpan.FromMinutes(minutes), isEscalation: true);
        }
    }

    private static AnnouncementRow New(AnnouncementRow row, string route, AlertEvent what, DateTimeOffset now, TimeSpan after, bool isEscalation) => new()
    {
        ProblemId = row.ProblemId,
        RouteId = route,
        Event = what,
        Source = row.Source,
        Kind = row.Kind,
        At = now,
        DueAt = now + after,
        Details = new AnnouncementDetails { PlannedAt = now + after, IsEscalation = isEscalation },
    };
}
