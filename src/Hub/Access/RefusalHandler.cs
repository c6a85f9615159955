using System.Security.Claims;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Access;

/// <summary>Says in the answer which role is missing where a signed-in caller is refused; an answer without a body would leave a page to guess.</summary>
internal sealed class RefusalHandler : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _inner = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var role = context.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>()?.Role;
        return (authorizeResult.Forbidden, role) switch
        {
            (true, not null) when Rights.FoundFor(context) is { LackSecondFactor: true } => SecondFactorMissing().ExecuteAsync(context),
            (true, not null) => RoleMissing(context.User, role).ExecuteAsync(context),
            _ => _inner.HandleAsync(next, context, policy, authorizeResult),
        };
    }

    private static ProblemHttpResult SecondFactorMissing() => TypedResults.Problem(
        $"Your role needs two factors. Set up an authenticator app, or sign in with a passkey or, at the provider, with two factors: {Routes.TwoFactor}.",
        statusCode: StatusCodes.Status403Forbidden,
        title: "Second factor missing",
        extensions: [new("code", RefusalCodes.TwoFactorRequired)]);

    /// <summary>The answer to somebody who lacks a role.</summary>
    public static ProblemHttpResult RoleMissing(ClaimsPrincipal user, string role) => TypedResults.Problem(
        $"This needs the role '{role}', which '{user.Identity?.Name}' lacks. An administrator can grant it.",
        statusCode: StatusCodes.Status403Forbidden,
        title: "Role missing",
        extensions: [new("code", RefusalCodes.RoleMissing), new("role", role)]);
}
