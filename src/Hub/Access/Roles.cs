namespace FlextMonitor.Hub.Access;

/// <summary>What a signed-in person or service may do; each role includes those before it.</summary>
public static class Roles
{
    /// <summary>May watch.</summary>
    public const string Viewer = "viewer";

    /// <summary>May also start and cancel executions.</summary>
    public const string Operator = "operator";

    /// <summary>May also administer.</summary>
    public const string Admin = "admin";

    /// <summary>All of them, least first.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, Admin];
}
