namespace FlextMonitor.Hub.Audit;

/// <summary>The names of what is recorded. They stand in the store and in logs, so they never change.</summary>
public static class AuditActions
{
    /// <summary>Signed in, in whichever way.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Signed out.</summary>
    public const string SignOut = "sign-out";

    /// <summary>Exchanged a refresh token.</summary>
    public const string Refresh = "refresh";

    /// <summary>Proved the own identity once more.</summary>
    public const string Reauthenticate = "reauthenticate";

    /// <summary>Created the first administrator.</summary>
    public const string SetUp = "set-up";

    /// <summary>Changed the own password.</summary>
    public const string ChangePassword = "change-password";

    /// <summary>Set a password with a one-time link.</summary>
    public const string RedeemLink = "redeem-link";

    /// <summary>Began, turned on, renewed or turned off a second factor.</summary>
    public const string ChangeTwoFactor = "change-two-factor";

    /// <summary>Added a passkey.</summary>
    public const string AddPasskey = "add-passkey";

    /// <summary>Removed a passkey.</summary>
    public const string RemovePasskey = "remove-passkey";

    /// <summary>Invited somebody.</summary>
    public const string InvitePerson = "invite-person";

    /// <summary>Added somebody whom a provider signed in for the first time.</summary>
    public const string AddPerson = "add-person";

    /// <summary>Changed what somebody may do.</summary>
    public const string ChangeGrants = "change-grants";

    /// <summary>Disabled somebody.</summary>
    public const string DisablePerson = "disable-person";

    /// <summary>Enabled somebody.</summary>
    public const string EnablePerson = "enable-person";

    /// <summary>Removed somebody.</summary>
    public const string RemovePerson = "remove-person";

    /// <summary>Made a one-time link for somebody.</summary>
    public const string MakeLink = "make-link";

    /// <summary>Took the second factor of somebody away.</summary>
    public const string RemoveFactors = "remove-factors";

    /// <summary>Ended sessions; what the monitor ended by itself says why.</summary>
    public const string EndSessions = "end-sessions";

    /// <summary>Made a token of a service or a wall screen.</summary>
    public const string CreateToken = "create-token";

    /// <summary>Revoked a token.</summary>
    public const string RevokeToken = "revoke-token";

    /// <summary>Started a pipeline.</summary>
    public const string RunPipeline = "run-pipeline";

    /// <summary>Cancelled a run.</summary>
    public const string CancelExecution = "cancel-execution";

    /// <summary>Took responsibility for a problem.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>Took the acknowledgement of a problem back.</summary>
    public const string TakeBackAcknowledgement = "take-back-acknowledgement";

    /// <summary>Made, changed or ended a silence.</summary>
    public const string ChangeSilence = "change-silence";

    /// <summary>Made, changed or deleted a rule.</summary>
    public const string ChangeRule = "change-rule";

    /// <summary>Made, changed or deleted a channel.</summary>
    public const string ChangeChannel = "change-channel";

    /// <summary>Sent a test message to a channel.</summary>
    public const string TestChannel = "test-channel";

    /// <summary>Had an own browser told of problems, or not any more.</summary>
    public const string ChangePush = "change-push";

    /// <summary>Made, changed or deleted a route.</summary>
    public const string ChangeRoute = "change-route";

    /// <summary>Made a dashboard.</summary>
    public const string CreateDashboard = "create-dashboard";

    /// <summary>Changed a dashboard.</summary>
    public const string ChangeDashboard = "change-dashboard";

    /// <summary>Changed with whom a dashboard is shared.</summary>
    public const string ShareDashboard = "share-dashboard";

    /// <summary>Made an earlier version of a dashboard the newest one.</summary>
    public const string RestoreDashboard = "restore-dashboard";

    /// <summary>Passed a dashboard to the administrators, because its owner was removed.</summary>
    public const string PassDashboard = "pass-dashboard";

    /// <summary>Took over a dashboard that had no owner.</summary>
    public const string TakeDashboard = "take-dashboard";

    /// <summary>Deleted a dashboard.</summary>
    public const string DeleteDashboard = "delete-dashboard";

    /// <summary>Downloaded data as a file.</summary>
    public const string Export = "export";

    /// <summary>Made, changed or deleted a scheduled report, or had it sent at once.</summary>
    public const string ChangeReport = "change-report";

    /// <summary>Made a scheduled report and handed it to its channel, or did not, which then has the outcome <c>failed</c>.</summary>
    public const string SendReport = "send-report";

    /// <summary>Used a token that is not valid, or not any more.</summary>
    public const string UseToken = "use-token";

    /// <summary>Refusals that were counted, and not recorded one by one; or what did not fit while nothing could be stored, which then has the outcome <c>failed</c>.</summary>
    public const string LeftOut = "left-out";

    /// <summary>Deleted entries of the trail that were kept long enough.</summary>
    public const string DeleteEntries = "delete-entries";
}
