namespace FlextMonitor.Hub.Alerts.Reports;

/// <summary>A channel that can carry reports.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, such as <c>email</c>.</param>
/// <param name="IsBroken">Whether it refuses messages.</param>
/// <param name="Attaches">Whether it brings the file along; otherwise a link.</param>
public sealed record ReportChannel(string Id, string Name, string Kind, bool IsBroken, bool Attaches);
