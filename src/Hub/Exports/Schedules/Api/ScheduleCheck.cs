using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Dashboards.Api;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Schedules.Api;

/// <summary>Checks what is asked for a scheduled report.</summary>
internal sealed class ScheduleCheck(HistorySources sources, DashboardReader dashboards, ReportOutbox outbox)
{
    /// <summary>What is wanted; null if something is wrong.</summary>
    public async Task<WantedSchedule?> ReadAsync(ScheduleBody body, DashboardCaller caller, FieldErrors errors, CancellationToken cancellationToken)
    {
        var wanted = new WantedSchedule(body.ReadName(errors), body.ReadPlan(errors), body.ReadTimes(errors), body.ReadChannel(errors));
        if (errors.Any)
        {
            return null;
        }

        if (sources.Problem(wanted.Plan.Sources, caller.Rights) is { } unknown)
        {
            errors.Add("sources", unknown);
        }

        if (wanted.Plan.DashboardId is { } dashboard && await dashboards.FindAsync(dashboard, caller, cancellationToken).ConfigureAwait(false) is null)
        {
            errors.Add("dashboard", "There is no such dashboard, or you may not see it.");
        }

        if (await outbox.FindChannelAsync(wanted.ChannelId, cancellationToken).ConfigureAwait(false) is null)
        {
            errors.Add("channel", "There is no such channel, or it cannot carry reports.");
        }

        return errors.Any ? null : wanted;
    }
}

/// <summary>A scheduled report that is asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Plan">What it holds.</param>
/// <param name="Times">When it is made.</param>
/// <param name="ChannelId">The channel that carries it.</param>
internal sealed record WantedSchedule(string Name, ReportPlan Plan, ReportTimes Times, string ChannelId);
