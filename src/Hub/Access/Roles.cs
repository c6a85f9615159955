namespace FlextMonitor.Hub.Access;

/// <summary>The roles of people and services. Each role includes those before it.</summary>
public static class Roles
{
    /// <summary>May watch.</summary>
    public const string Viewer = "viewer";

    /// <summary>May also start and cancel executions.</summary>
    public const string Operator = "operator";

    /// <summary>May also administer: people, tokens and settings.</summary>
    public const string Admin = "admin";

    /// <summary>All roles, the least powerful first.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, Admin];

    /// <summary>The place of a role in <see cref="All"/>; -1 for <c>null</c> and for a name that is no role.</summary>
    internal static int Rank(string? role) => role switch
    {
        Viewer => 0,
        Operator => 1,
        Admin => 2,
        _ => -1,
    };
}
