namespace FlextMonitor.Contracts;

/// <summary>The paths of the HTTP interface that clients rely on.</summary>
public static class Routes
{
    /// <summary>The SignalR hub.</summary>
    public const string DashboardHub = "/hubs/dashboard";

    /// <summary>The latest figures of one daemon as JSON.</summary>
    public const string Stats = "/api/stats/";

    /// <summary>The figures of daemons over a range.</summary>
    public const string History = "/api/history";

    /// <summary>How history itself is doing.</summary>
    public const string HistoryState = "/api/history/state";

    /// <summary>The runs that history knows, searched.</summary>
    public const string Runs = "/api/runs";

    /// <summary>How pipelines stand, and one pipeline with its days.</summary>
    public const string Pipelines = "/api/pipelines";

    /// <summary>Signs in.</summary>
    public const string Login = "/api/account/login";

    /// <summary>Exchanges a refresh token for new tokens.</summary>
    public const string Refresh = "/api/account/refresh";

    /// <summary>Ends the session.</summary>
    public const string Logout = "/api/account/logout";

    /// <summary>Returns who is signed in.</summary>
    public const string Me = "/api/account/me";

    /// <summary>Creates the first administrator; needs the secret of the set-up link.</summary>
    public const string Setup = "/api/account/setup";

    /// <summary>The page that lists the hub's connections, for administrators.</summary>
    public const string Connections = "/api/connections";

    /// <summary>Reports whether the process runs.</summary>
    public const string HealthLive = "/health/live";

    /// <summary>Reports whether the process can serve requests.</summary>
    public const string HealthReady = "/health/ready";
}
