using System.Security.Claims;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access;

/// <summary>What the sign-in page has to know. It would have to provoke a refusal otherwise, which browsers show as an error.</summary>
internal static class SignInState
{
    public static void MapSignInState(this IEndpointRouteBuilder routes) =>

        // Not AllowAnonymous: an endpoint that anyone may read is not told who calls.
        routes.MapGet(Routes.Login, Get).WithMetadata(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build())
            .WithTags("Account").WithSummary("Whether the caller is signed in").WithDescription("Needs no sign-in.");

    private static Ok<SignInStateResponse> Get(ClaimsPrincipal user) => TypedResults.Ok(new SignInStateResponse(user.Identity?.IsAuthenticated == true));
}

/// <summary>What the sign-in page has to know.</summary>
/// <param name="SignedIn">Whether the caller is signed in.</param>
public sealed record SignInStateResponse(bool SignedIn);
