using Microsoft.AspNetCore.Builder;

namespace FlextMonitor.Hub.Access;

/// <summary>Requires a role for an endpoint.</summary>
public static class RoleRequirement
{
    /// <summary>Requires a role or one that includes it. The answer is 401 without a sign-in and 403 without the role.</summary>
    /// <param name="endpoints">The endpoints that require the role.</param>
    /// <param name="role">One of <see cref="Roles.All"/>.</param>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoints, string role)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(policy => policy.RequireAssertion(context => Roles.Includes(context.User, role))).WithMetadata(new RequiredRole(role));
}
