namespace FlextMonitor.Hosting.Settings;

/// <summary>The sections of all programs of this product. They may share an environment, so that each sees the variables of the others.</summary>
public static class ProductSections
{
    /// <summary>The names directly below the root, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Access", "Admin", "Alerts", "Audit", "Cluster", "ConnectionStrings", "Daemon", "Daemons", "Dashboards", "Exports", "History", "Https", "Hub", "Jwt", "Keys", "Limits", "Logs", "Mail", "Meltano", "Oidc",
        "Page", "Proxies", "RunLogs", "Session",
    ];
}
