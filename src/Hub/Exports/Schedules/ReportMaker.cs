using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Dashboards.Api;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Reports;
using FlextMonitor.Hub.Exports.Schedules.Storage;
using FlextMonitor.Hub.Exports.Widgets;
using FlextMonitor.Hub.History.Api;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>Makes reports with the rights that their owner has at that time.</summary>
internal sealed class ReportMaker(
    PeriodReport periods, DashboardReport prints, DashboardReader dashboards, HistorySources sources, ExportPlaces places, ExportTurns turns, IOptions<ExportOptions> options, TimeProvider time)
{
    // Reports are made one after the other, and leave a place to people.
    private const string Place = "scheduled-reports";

    /// <summary>Makes a report.</summary>
    /// <param name="schedule">What it holds.</param>
    /// <param name="owner">Whose rights decide that.</param>
    /// <param name="due">The time for which it is made.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The report; if none was made, the reason as a sentence, or neither where too many exports run.</returns>
    public async Task<(MadeReport? Made, string? Refusal)> MakeAsync(ScheduleRow schedule, PersonRights owner, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var (plan, visible) = (schedule.Plan, sources.NamesFor(owner.Rights));
        IReadOnlyList<string> names = plan.Sources.Count == 0 ? visible : [.. plan.Sources.Where(visible.Contains)];
        if (names.Count == 0)
        {
            return (null, "Its owner may see none of its daemons any more, or they are not there any more.");
        }

        using var place = await places.TakeAsync(Place, cancellationToken).ConfigureAwait(false);
        if (place is null)
        {
            return (null, null);
        }

        var style = new ExportStyle(TimeZoneInfo.FindSystemTimeZoneById(schedule.Times.Zone), ',', HasByteOrderMark: false, plan.IsLetter, options.Value.FallbackFont);
        if (await ContentOfAsync(plan, owner, names, names.Count < visible.Count, due, style, cancellationToken).ConfigureAwait(false) is not { } drawing)
        {
            return (null, "Its dashboard is not there any more, or its owner may not see it any more.");
        }

        await using (drawing.Content.ConfigureAwait(false))
        {
            var document = await drawing.Content.BuildAsync(turns, cancellationToken).ConfigureAwait(false);
            var missing = plan.Sources.Count - names.Count;
            return (new MadeReport(
                ExportName.Of(drawing.Content, time.GetUtcNow()), names, drawing.From, drawing.To, drawing.Content.Rows, document,
                plan.Sources.Count > 0 && missing > 0 ? $"Daemons that its owner may not see, or that are not there any more, are left out: {missing}." : null), null);
        }
    }

    private async Task<Drawing?> ContentOfAsync(
        ReportPlan plan, PersonRights owner, IReadOnlyList<string> names, bool isNarrowed, DateTimeOffset due, ExportStyle style, CancellationToken cancellationToken)
    {
        if (plan.DashboardId is null)
        {
            var (begin, end) = ReportPlan.Before(plan.Range ?? ReportPeriod.Day, due, style.Zone);
            var query = new HistoryQuery(names, begin.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds(), ReportCharts.Points, [.. ReportCharts.Figures]);
            return new Drawing(periods.Of(query, owner.Rights, style), begin, end);
        }

        var caller = new DashboardCaller(owner.Id, owner.Email, owner.Rights);
        if (await dashboards.FindAsync(plan.DashboardId, caller, cancellationToken).ConfigureAwait(false) is not { } dashboard)
        {
            return null;
        }

        var (from, to) = plan.Range is { } range ? ReportPlan.Before(range, due, style.Zone) : dashboard.RangeAt(due);
        return new Drawing(prints.Of(dashboard, new DashboardQuestion(owner.Rights, owner.Id, names, isNarrowed, from, to), style), from, to);
    }

    private sealed record Drawing(ReportContent Content, DateTimeOffset From, DateTimeOffset To);
}
