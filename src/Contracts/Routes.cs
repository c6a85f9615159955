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

    /// <summary>How many runs had ended well and failed, minute by minute of the last hour.</summary>
    public const string RunOutcomes = "/api/runs/outcomes";

    /// <summary>How pipelines stand, and one pipeline with its days.</summary>
    public const string Pipelines = "/api/pipelines";

    /// <summary>Problems, and one problem with its life.</summary>
    public const string Problems = "/api/problems";

    /// <summary>The rules by which problems open.</summary>
    public const string AlertRules = "/api/alerts/rules";

    /// <summary>The ways in which people are told of problems.</summary>
    public const string AlertChannels = "/api/alerts/channels";

    /// <summary>Which problems are told to which channels.</summary>
    public const string AlertRoutes = "/api/alerts/routes";

    /// <summary>What holds messages back for some time.</summary>
    public const string AlertSilences = "/api/alerts/silences";

    /// <summary>Why a rule does or does not fire now.</summary>
    public const string AlertExplain = "/api/alerts/explain";

    /// <summary>Dashboards that people make for themselves and others.</summary>
    public const string Dashboards = "/api/dashboards";

    /// <summary>The dashboard that one begins with.</summary>
    public const string HomeDashboard = "/api/account/home-dashboard";

    /// <summary>The own views of the page, saved by name.</summary>
    public const string SavedViews = "/api/account/views";

    /// <summary>What the pages show, as files.</summary>
    public const string Export = "/api/export";

    /// <summary>Reports that are made at their times.</summary>
    public const string ExportSchedules = "/api/export/schedules";

    /// <summary>Signs in (POST), and says whether the caller is signed in (GET).</summary>
    public const string Login = "/api/account/login";

    /// <summary>Exchanges a refresh token for new tokens.</summary>
    public const string Refresh = "/api/account/refresh";

    /// <summary>Ends the session.</summary>
    public const string Logout = "/api/account/logout";

    /// <summary>Returns who is signed in.</summary>
    public const string Me = "/api/account/me";

    /// <summary>Proves the identity of the person who is signed in once more, before a change of what one signs in with.</summary>
    public const string Reauthenticate = "/api/account/reauthenticate";

    /// <summary>The own authenticator app and recovery codes.</summary>
    public const string TwoFactor = "/api/account/two-factor";

    /// <summary>The own passkeys.</summary>
    public const string Passkeys = "/api/account/passkeys";

    /// <summary>The own browsers that are told of problems, also while no page is open.</summary>
    public const string Push = "/api/account/push";

    /// <summary>Signs in with a passkey.</summary>
    public const string LoginPasskey = "/api/account/login/passkey";

    /// <summary>Leads a browser to the OpenID Connect provider (GET).</summary>
    public const string LoginProvider = "/api/account/login/provider";

    /// <summary>Signs a wall screen in.</summary>
    public const string LoginDisplay = "/api/account/login/display";

    /// <summary>Creates the first administrator; needs the secret of the set-up link.</summary>
    public const string Setup = "/api/account/setup";

    /// <summary>Changes the own password.</summary>
    public const string Password = "/api/account/password";

    /// <summary>Sets the first password of a person who was invited; needs the secret of the invitation.</summary>
    public const string Invitation = "/api/account/setup/invitation";

    /// <summary>Whose password an invitation sets; needs its secret, and leaves the invitation as good as before.</summary>
    public const string InvitationCheck = "/api/account/setup/invitation/check";

    /// <summary>Sets a new password of a person who lost it; needs the secret of the link.</summary>
    public const string PasswordReset = "/api/account/forgot/reset";

    /// <summary>Whose password a link sets; needs its secret, and leaves the link as good as before.</summary>
    public const string PasswordResetCheck = "/api/account/forgot/reset/check";

    /// <summary>People and what they may do, for administrators.</summary>
    public const string People = "/api/people";

    /// <summary>Tokens of services, for administrators.</summary>
    public const string Tokens = "/api/tokens";

    /// <summary>The tokens of wall screens, for administrators.</summary>
    public const string Displays = "/api/tokens/displays";

    /// <summary>Who did what, for administrators.</summary>
    public const string Audit = "/api/audit";

    /// <summary>Sessions: one's own, and for administrators those of others.</summary>
    public const string Sessions = "/api/sessions";

    /// <summary>The page that lists the hub's connections, for administrators.</summary>
    public const string Connections = "/api/connections";

    /// <summary>The processes of the installation (administrators).</summary>
    public const string Cluster = "/api/cluster";

    /// <summary>Reports whether the process runs.</summary>
    public const string HealthLive = "/health/live";

    /// <summary>Reports whether the process can serve requests.</summary>
    public const string HealthReady = "/health/ready";
}
