using System.Security.Claims;
using FlextMonitor.Hub.Access.Displays;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access;

/// <summary>What endpoints need that concern the caller's own account.</summary>
public static class OwnAccount
{
    /// <summary>The id of the person who calls; <c>null</c> for a service token.</summary>
    public static string? PersonId(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.FindFirstValue(ClaimTypes.NameIdentifier);
    }

    /// <summary>Who calls, and what they may see and do.</summary>
    /// <param name="context">The request, of somebody signed in.</param>
    /// <param name="rights">The caller's rights.</param>
    public static async Task<AccountResponse> DescribeCallerAsync(this HttpContext context, Rights rights)
    {
        ArgumentNullException.ThrowIfNull(context);
        var displays = context.RequestServices.GetRequiredService<IDisplays>();
        return AccountResponse.Of(context.User, rights, await displays.FindAsync(context.User, context.RequestAborted).ConfigureAwait(false));
    }

    /// <summary>Requires a person's session. A service token gets 400, because it has no account.</summary>
    public static TBuilder RequirePerson<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization().AddEndpointFilter((call, next) =>
            call.HttpContext.User.PersonId() is null ? ValueTask.FromResult<object?>(NoAccount()) : next(call));

    /// <summary>Requires that the person signed in or proved their identity a short time ago; see <see cref="RecentSignIn"/>.</summary>
    internal static RouteHandlerBuilder RequireRecentSignIn(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter<RecentSignIn>().ProducesProblem(StatusCodes.Status403Forbidden);

    private static ProblemHttpResult NoAccount() => TypedResults.Problem(
        "A service token has no account of its own.", statusCode: StatusCodes.Status400BadRequest, title: "No account");
}
