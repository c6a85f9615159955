using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Dashboards.Api;
using FlextMonitor.Hub.Exports.Schedules.Storage;

namespace FlextMonitor.Hub.Exports.Schedules.Api;

/// <summary>Describes schedules with what became of their last reports.</summary>
internal sealed class ScheduleAnswers(ReportOutbox outbox, ReportFiles files)
{
    public async Task<ScheduleResponse> OfAsync(ScheduleRow row, DashboardCaller caller, CancellationToken cancellationToken) =>
        (await OfAsync([row], caller, cancellationToken).ConfigureAwait(false))[0];

    public async Task<IReadOnlyList<ScheduleResponse>> OfAsync(IReadOnlyList<ScheduleRow> rows, DashboardCaller caller, CancellationToken cancellationToken)
    {
        string[] ids = [.. rows.Select(row => row.LastFileId).OfType<string>()];
        var channels = (await outbox.ChannelsAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(channel => channel.Id);
        var standings = await outbox.FindAsync(ids, cancellationToken).ConfigureAwait(false);
        var kept = (await files.FindAsync(ids, cancellationToken).ConfigureAwait(false)).ToDictionary(file => file.Id);
        return [.. rows.Select(row => ScheduleResponse.Of(row, caller.PersonId, channels.GetValueOrDefault(row.ChannelId), standings.GetValueOrDefault(row.LastFileId ?? ""), kept.GetValueOrDefault(row.LastFileId ?? "")))];
    }
}
