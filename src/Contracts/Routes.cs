namespace FlextMonitor.Contracts;

/// <summary>The paths that others rely on.</summary>
public static class Routes
{
    /// <summary>The SignalR hub.</summary>
    public const string DashboardHub = "/hubs/dashboard";

    /// <summary>The latest figures of one daemon as JSON.</summary>
    public const string Stats = "/api/stats/";

    /// <summary>Signs in.</summary>
    public const string Login = "/api/account/login";

    /// <summary>Exchanges a refresh token for new tokens.</summary>
    public const string Refresh = "/api/account/refresh";

    /// <summary>Ends the session.</summary>
    public const string Logout = "/api/account/logout";

    /// <summary>Who is signed in.</summary>
    public const string Me = "/api/account/me";

    /// <summary>Creates the first administrator, with the secret of the set-up link.</summary>
    public const string Setup = "/api/account/setup";

    /// <summary>Who is connected to the hub, for administrators.</summary>
    public const string Connections = "/api/connections";

    /// <summary>Whether the process runs.</summary>
    public const string HealthLive = "/health/live";

    /// <summary>Whether the process can serve.</summary>
    public const string HealthReady = "/health/ready";
}
