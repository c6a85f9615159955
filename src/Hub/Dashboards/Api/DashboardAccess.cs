namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>What somebody may do with a dashboard. Each includes those before it.</summary>
internal enum DashboardAccess
{
    /// <summary>It does not exist for them.</summary>
    None,

    View,

    Edit,

    /// <summary>Also share and delete it.</summary>
    Own,
}
