namespace FlextMonitor.Hub.Access;

/// <summary>Why a request was refused, for programs: the <c>code</c> of the problem in the answer.</summary>
internal static class RefusalCodes
{
    /// <summary>The page that sent the request belongs to another origin.</summary>
    public const string OriginNotAllowed = "origin-not-allowed";

    /// <summary>The account lacks a role.</summary>
    public const string RoleMissing = "role-missing";

    /// <summary>Nobody could administer after the change.</summary>
    public const string LastAdministrator = "last-administrator";
}
