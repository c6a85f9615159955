namespace FlextMonitor.Hub.Live;

/// <summary>The role that a caller of a hub method needs; <see cref="Access.Roles.Viewer"/> for methods without this attribute.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresRoleAttribute(string role) : Attribute
{
    public string Role { get; } = role;
}
