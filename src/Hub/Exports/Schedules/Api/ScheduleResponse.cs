using System.Globalization;
using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Exports.Schedules.Storage;

namespace FlextMonitor.Hub.Exports.Schedules.Api;

/// <summary>A scheduled report.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The e-mail address of the person whose rights decide what it holds.</param>
/// <param name="IsOwn">Whether that is the caller.</param>
/// <param name="Dashboard">The id of the dashboard that is printed; null for a report of a period.</param>
/// <param name="Sources">The daemons; empty for all that its owner may see.</param>
/// <param name="Range"><c>day</c>, <c>week</c> or <c>month</c>; null for the time of the dashboard.</param>
/// <param name="Paper"><c>a4</c> or <c>letter</c>.</param>
/// <param name="Every"><c>day</c>, <c>week</c> or <c>month</c>.</param>
/// <param name="Weekday">The day of a weekly one; null for others.</param>
/// <param name="MonthDay">The day of a monthly one; null for others.</param>
/// <param name="At">The time by the wall clock.</param>
/// <param name="Zone">The time zone.</param>
/// <param name="Channel">The id of the channel.</param>
/// <param name="ChannelName">Its name; null if it was deleted or cannot carry reports.</param>
/// <param name="IsPaused">Whether it is not made at its times.</param>
/// <param name="NextAt">When it is made next (UTC); null while it is paused.</param>
/// <param name="IsAsked">Whether somebody has asked for it, and it is not yet made.</param>
/// <param name="Last">What became of the last one; null before the first.</param>
internal sealed record ScheduleResponse(
    string Id,
    string Name,
    string Owner,
    bool IsOwn,
    string? Dashboard,
    IReadOnlyList<string> Sources,
    string? Range,
    string Paper,
    string Every,
    string? Weekday,
    int? MonthDay,
    string At,
    string Zone,
    string Channel,
    string? ChannelName,
    bool IsPaused,
    DateTimeOffset? NextAt,
    bool IsAsked,
    LastReport? Last)
{
    public static ScheduleResponse Of(ScheduleRow row, string? caller, ReportChannel? channel, ReportStanding? standing, KeptReport? file) => new(
        row.Id,
        row.Name,
        row.OwnerName,
        row.OwnerId == caller,
        row.Plan.DashboardId,
        row.Plan.Sources,
        row.Plan.Range is { } range ? ScheduleBody.Periods[(int)range] : null,
        row.Plan.IsLetter ? "letter" : "a4",
        ScheduleBody.Periods[(int)row.Times.Every],
        row.Times.Weekday is { } weekday ? ScheduleBody.Weekdays[(int)weekday] : null,
        row.Times.MonthDay,
        row.Times.At.ToString("HH:mm", CultureInfo.InvariantCulture),
        row.Times.Zone,
        row.ChannelId,
        channel?.Name,
        row.NextAt is null,
        row.NextAt,
        row.AskedAt is not null,
        LastReport.Of(row, standing, file));
}

/// <summary>What became of a report when its time came.</summary>
/// <param name="DueAt">For which time it was made (UTC).</param>
/// <param name="At">When that was done (UTC).</param>
/// <param name="Result"><c>not-sent</c>, <c>failed</c> (it is tried again), or how its message stands: <c>waiting</c>, <c>delivered</c>, <c>refused</c>, <c>given-up</c> or <c>withdrawn</c>; null if that is kept no longer.</param>
/// <param name="Reason">Why it was not made, or what it lacks, as a sentence; null if all is well.</param>
/// <param name="Attempts">How often sending it was tried; null if it was not made.</param>
/// <param name="Answer">What the channel answered last; null before.</param>
/// <param name="NextAttemptAt">When sending or making it is tried again (UTC); null if it is not.</param>
/// <param name="File">The newest file that was made; null if none is kept.</param>
internal sealed record LastReport(DateTimeOffset DueAt, DateTimeOffset At, string? Result, string? Reason, int? Attempts, string? Answer, DateTimeOffset? NextAttemptAt, ReportFileResponse? File)
{
    public static LastReport? Of(ScheduleRow row, ReportStanding? standing, KeptReport? file)
    {
        if (row is not { LastDueAt: { } due, LastAt: { } at, LastResult: { } result })
        {
            return null;
        }

        var kept = file is null ? null : ReportFileResponse.Of(file);
        return result switch
        {
            ReportResult.Made => new LastReport(due, at, standing?.Result, row.LastReason, standing?.Attempts, standing?.Answer, standing?.NextAttemptAt, kept),
            ReportResult.Failed => new LastReport(due, at, "failed", row.LastReason, null, null, row.RetryAt, kept),
            _ => new LastReport(due, at, "not-sent", row.LastReason, null, null, null, kept),
        };
    }
}

/// <summary>Scheduled reports.</summary>
/// <param name="Schedules">By name; may be empty.</param>
internal sealed record SchedulesResponse(IReadOnlyList<ScheduleResponse> Schedules);
