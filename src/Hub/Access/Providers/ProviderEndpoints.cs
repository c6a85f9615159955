using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary><c>/api/account/login/provider</c>: leads a browser to the provider, which sends it back to <see cref="OidcScheme.CallbackPath"/>.</summary>
internal static class ProviderEndpoints
{
    public static void MapProviderSignIn(this IEndpointRouteBuilder routes) => routes.MapGet(Routes.LoginProvider, BeginAsync).AllowAnonymous().NotAudited()
        .WithTags("Account").WithSummary("Leads a browser to the OpenID Connect provider")
        .WithDescription("For browsers, which come back signed in to `returnUrl`, a path of this host, or else to the sign-in page with the reason. From a page of another site it leads to the sign-in page. 404 if there is no provider.")
        .Produces(StatusCodes.Status302Found).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> BeginAsync(string? returnUrl, HttpContext http) => http.RequestServices.GetService<ProviderChallenge>() is { } challenge
        ? await challenge.BeginAsync(http, ReturnAddress.Of(http.Request, returnUrl)).ConfigureAwait(false)
        : Results.Problem("There is no OpenID Connect provider to sign in with.", statusCode: StatusCodes.Status404NotFound, title: "No provider");
}
