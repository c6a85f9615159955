using System.Security.Claims;

namespace FlextMonitor.Hub.Access;

/// <summary>The roles of people and services. Each role includes those before it.</summary>
public static class Roles
{
    /// <summary>May watch.</summary>
    public const string Viewer = "viewer";

    /// <summary>May also start and cancel executions.</summary>
    public const string Operator = "operator";

    /// <summary>May also administer.</summary>
    public const string Admin = "admin";

    /// <summary>All roles, the least powerful first.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, Admin];

    /// <summary>Whether a principal has this role or one that includes it.</summary>
    public static bool Includes(ClaimsPrincipal? principal, string role) =>
        principal is not null && All.SkipWhile(lesser => lesser != role).Any(principal.IsInRole);
}
