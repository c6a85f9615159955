using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>A report, as a webhook is sent it.</summary>
/// <param name="Title">The name of its schedule.</param>
/// <param name="From">Where its range begins (UTC).</param>
/// <param name="To">Where its range ends (UTC).</param>
/// <param name="Zone">The name of the zone of its local times.</param>
/// <param name="Sources">The daemons that it tells of.</param>
/// <param name="Owner">Whose rights decided what it holds.</param>
/// <param name="Missed">How many earlier ones were not made because the monitor was away.</param>
/// <param name="File">The name of the file.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="LinkEndsAt">When the link ends (UTC).</param>
/// <param name="Content">The file in Base64; null if it is larger than 10 MB.</param>
internal sealed record WebhookReport(
    string Title,
    DateTimeOffset From,
    DateTimeOffset To,
    string Zone,
    IReadOnlyList<string> Sources,
    string Owner,
    int Missed,
    string File,
    string ContentType,
    long Bytes,
    DateTimeOffset LinkEndsAt,
    ReadOnlyMemory<byte>? Content)
{
    public static WebhookReport? Of(ReportNotice? report) => report is null
        ? null
        : new WebhookReport(report.Title, report.From, report.To, report.Zone, report.Sources, report.Owner, report.Missed, report.FileName, ReportNotice.ContentType, report.Bytes, report.LinkEndsAt, report.Content);
}
