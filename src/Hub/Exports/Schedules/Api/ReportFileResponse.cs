namespace FlextMonitor.Hub.Exports.Schedules.Api;

/// <summary>The file of a report.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Title">The name of its schedule when it was made.</param>
/// <param name="Sources">The daemons that it tells of.</param>
/// <param name="From">Where its range begins (UTC).</param>
/// <param name="To">Where its range ends (UTC).</param>
/// <param name="MadeAt">When it was made (UTC).</param>
/// <param name="EndsAt">Until when it is kept (UTC).</param>
/// <param name="Bytes">Its length.</param>
internal sealed record ReportFileResponse(string Id, string Name, string Title, IReadOnlyList<string> Sources, DateTimeOffset From, DateTimeOffset To, DateTimeOffset MadeAt, DateTimeOffset EndsAt, int Bytes)
{
    public static ReportFileResponse Of(KeptReport file) => new(file.Id, file.Name, file.Title, file.Sources, file.From, file.To, file.MadeAt, file.EndsAt, file.Bytes);
}
