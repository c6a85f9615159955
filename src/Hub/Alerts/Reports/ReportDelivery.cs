using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Reports;

/// <summary>A report to be sent.</summary>
/// <param name="Id">The same each time that it is handed over, so that it is sent once.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="DueAt">When it was to be made (UTC): more than 60 s later it is late.</param>
/// <param name="Path">The path of the page that gives out the file.</param>
/// <param name="Report">What it brings.</param>
public sealed record ReportDelivery(string Id, string ChannelId, DateTimeOffset DueAt, string Path, ReportNotice Report);
