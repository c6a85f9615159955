namespace FlextMonitor.Hub.Live;

/// <summary>Names the role that a caller of a hub method needs. Without it that is <see cref="Access.Roles.Viewer"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresRoleAttribute(string role) : Attribute
{
    public string Role { get; } = role;
}
