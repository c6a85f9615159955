using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>Requires a role for an endpoint.</summary>
public static class RoleRequirement
{
    /// <summary>Requires a role, or one that includes it, for at least one daemon; the endpoint itself checks which. The answer is 401 without a sign-in and 403 without the role.</summary>
    /// <param name="endpoints">The endpoints that require the role.</param>
    /// <param name="role">One of <see cref="Roles.All"/>.</param>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoints, string role)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(async context =>
            context.Resource is HttpContext http && (await Rights.BindAsync(http).ConfigureAwait(false))!.Include(role)))
            .WithMetadata(new RequiredRole(role));
}
