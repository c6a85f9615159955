using Microsoft.AspNetCore.Builder;

namespace FlextMonitor.Hub.Access;

/// <summary>Asks for a role where something is mapped.</summary>
public static class RoleRequirement
{
    /// <summary>Lets in whoever has a role, or one that includes it. Not signed in: 401; without it: 403.</summary>
    /// <param name="endpoints">What is mapped.</param>
    /// <param name="role">One of <see cref="Roles.All"/>.</param>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoints, string role)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(policy => policy.RequireAssertion(context => Roles.Includes(context.User, role)));
}
