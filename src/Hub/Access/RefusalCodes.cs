namespace FlextMonitor.Hub.Access;

/// <summary>Why a request was refused, for programs: the <c>code</c> of the problem in the answer.</summary>
internal static class RefusalCodes
{
    /// <summary>The page that sent the request belongs to another origin.</summary>
    public const string OriginNotAllowed = "origin-not-allowed";

    /// <summary>The account lacks a role.</summary>
    public const string RoleMissing = "role-missing";

    /// <summary>The role needs a second factor, which the person has not set up.</summary>
    public const string TwoFactorRequired = "two-factor-required";

    /// <summary>The person must prove their identity once more.</summary>
    public const string ReauthenticationRequired = "reauthentication-required";

    /// <summary>People sign in with a provider alone here.</summary>
    public const string LocalSignInOff = "local-sign-in-off";

    /// <summary>The provider says what the person may do, and what they sign in with.</summary>
    public const string ManagedByProvider = "managed-by-provider";

    /// <summary>A one-time link was not used in time.</summary>
    public const string LinkExpired = "link-expired";

    /// <summary>A link or code was used, or replaced by a newer one, or never existed.</summary>
    public const string LinkInvalid = "link-invalid";

    /// <summary>Nobody could administer after the change.</summary>
    public const string LastAdministrator = "last-administrator";
}
