using System.ComponentModel;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Which values of a claim give which role; the settings' section <c>Roles</c> of a provider.</summary>
public sealed class ProviderRoles
{
    private const char Separator = ';';

    /// <summary>The values that give the role <c>viewer</c>, separated by semicolons.</summary>
    [Description("values of the role claim that give the role viewer, separated by semicolons")]
    public string? Viewer { get; set; }

    /// <summary>The values that give the role <c>operator</c>, separated by semicolons.</summary>
    [Description("values of the role claim that give the role operator, separated by semicolons")]
    public string? Operator { get; set; }

    /// <summary>The values that give the role <c>admin</c>, separated by semicolons.</summary>
    [Description("values of the role claim that give the role admin, separated by semicolons")]
    public string? Admin { get; set; }

    /// <summary>The values that give each role, the least powerful role first.</summary>
    internal IEnumerable<(string Role, string[] Values)> Values() => [(Roles.Viewer, Split(Viewer)), (Roles.Operator, Split(Operator)), (Roles.Admin, Split(Admin))];

    private static string[] Split(string? values) => (values ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
