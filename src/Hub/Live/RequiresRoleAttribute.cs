namespace FlextMonitor.Hub.Live;

/// <summary>Which role a hub method asks for; <see cref="Access.Roles.Viewer"/> where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresRoleAttribute(string role) : Attribute
{
    public string Role { get; } = role;
}
