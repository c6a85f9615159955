using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>What the sign-in page has to know. It would have to provoke a refusal otherwise, which browsers show as an error.</summary>
internal static class SignInState
{
    public static void MapSignInState(this IEndpointRouteBuilder routes) =>

        // Not AllowAnonymous: an endpoint that anyone may read is not told who calls.
        routes.MapGet(Routes.Login, Get).NotAudited().WithMetadata(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build())
            .WithTags("Account").WithSummary("Whether the caller is signed in, and how one may sign in").WithDescription("Needs no sign-in.");

    private static Ok<SignInStateResponse> Get(ClaimsPrincipal user, IOptions<AccessOptions> access, IOptions<OidcOptions> oidc) =>
        TypedResults.Ok(new SignInStateResponse(user.Identity?.IsAuthenticated == true, access.Value.LocalSignIn, oidc.Value.Label));
}

/// <summary>What the sign-in page has to know.</summary>
/// <param name="SignedIn">Whether the caller is signed in.</param>
/// <param name="LocalSignIn">Whether e-mail and password, or a passkey, open anything.</param>
/// <param name="Provider">The name of the OpenID Connect provider to sign in with; <c>null</c> if there is none.</param>
public sealed record SignInStateResponse(bool SignedIn, bool LocalSignIn, string? Provider);
