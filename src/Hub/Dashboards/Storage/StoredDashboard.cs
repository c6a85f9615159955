using FlextMonitor.Hub.Dashboards.Documents;

namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>A dashboard with the document of one of its versions.</summary>
/// <param name="Row">The dashboard as it is now.</param>
/// <param name="Version">The version, which need not be the newest.</param>
internal sealed record StoredDashboard(DashboardRow Row, VersionRow Version)
{
    public DashboardDocument Document => DashboardDocument.Parse(Version.Document);
}
