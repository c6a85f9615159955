using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>Wakes what makes reports: a schedule was changed, or a report is wanted at once. Another process finds it a little later.</summary>
internal sealed class ReportSignal(TimeProvider time)
{
    public AsyncAutoResetEvent Changed { get; } = new(time);
}
