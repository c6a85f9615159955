using System.Globalization;
using System.Security.Claims;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access;

/// <summary>The endpoints below <c>/api/account</c>.</summary>
internal static class AccountEndpoints
{
    /// <summary>The largest request body, in bytes: several times the longest valid one. Anyone can send a body, signed in or not.</summary>
    private const int LargestBody = 32 * 1024;

    /// <summary>When to try again after too many concurrent sign-ins. Each sign-in takes less time than this.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public static void MapAccountEndpoints(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        endpoints.MapPost(Routes.Login, LoginAsync).AllowAnonymous().RequireCors(AccessRegistration.TokenCors)
            .WithTags("Account").WithSummary("Signs in").WithDescription("Answers with a bearer token for services, or with `?useCookies=true` sets a session cookie for browsers.")
            .Produces<AccessTokenResponse>().Produces(StatusCodes.Status204NoContent).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
        endpoints.MapPost(Routes.Refresh, RefreshAsync).AllowAnonymous().RequireCors(AccessRegistration.TokenCors)
            .WithTags("Account").WithSummary("Exchanges a refresh token").WithDescription("A refresh token is good once: using it again ends the session.")
            .Produces<AccessTokenResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status401Unauthorized);
        endpoints.MapPost(Routes.Logout, LogoutAsync).RequireAuthorization().RequireCors(AccessRegistration.TokenCors)
            .WithTags("Account").WithSummary("Signs out").WithDescription("Ends the session: its hub connections close, its cookie and tokens open nothing any more.");
        endpoints.MapGet(Routes.Me, Me).RequireAuthorization()
            .WithTags("Account").WithSummary("Who is signed in");
        endpoints.MapPost(Routes.Setup, SetupAsync).AllowAnonymous()
            .WithTags("Account").WithSummary("Creates the first administrator").WithDescription("With the secret of the one-time link that the first start prints.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> LoginAsync(
        LoginRequest request, bool? useCookies, HttpContext http, Accounts accounts, SignInThrottle throttle, SignIns signIns, CancellationToken cancellationToken)
    {
        IdentityUser? user = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            request.Email!,
            async () => (user = await accounts.FindAsync(request.Email!, request.Password!).ConfigureAwait(false)) is not null,
            cancellationToken).ConfigureAwait(false);
        if (Refusal(result, http) is { } refusal)
        {
            return refusal;
        }

        if (user is null)
        {
            return Results.Problem("The e-mail address or the password is wrong.", statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in");
        }

        return useCookies == true
            ? await signIns.WithCookieAsync(user, cancellationToken).ConfigureAwait(false)
            : await signIns.WithTokenAsync(user, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IResult> RefreshAsync(RefreshRequest request, SignIns signIns, CancellationToken cancellationToken) =>
        await signIns.RefreshAsync(request.RefreshToken!, cancellationToken).ConfigureAwait(false)
        ?? Results.Problem("The refresh token is not valid, has run out or was used before. Sign in again.", statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in");

    private static async Task<NoContent> LogoutAsync(ClaimsPrincipal user, HttpContext http, Sessions sessions)
    {
        await sessions.EndAsync(user.FindFirstValue(AccessClaims.SessionId)!, SessionEndReason.SignedOut).ConfigureAwait(false);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static Ok<AccountResponse> Me(ClaimsPrincipal user) =>
        TypedResults.Ok(new AccountResponse(user.FindFirstValue(ClaimTypes.Email) ?? user.Identity?.Name ?? "", [.. Roles.All.Where(user.IsInRole)]));

    private static async Task<IResult> SetupAsync(
        SetupRequest request, HttpContext http, Accounts accounts, SetupSecret secret, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        IdentityResult? created = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            Routes.Setup,
            async () =>
            {
                created = await secret.UseAsync(request.Secret!, () => CreateAsync(request, accounts), cancellationToken).ConfigureAwait(false);
                return created is not null;
            },
            cancellationToken).ConfigureAwait(false);
        return Refusal(result, http) ?? created switch
        {
            null => Results.Problem("This set-up link is not valid (any more). The host prints a new one at its start as long as there is no administrator.", statusCode: StatusCodes.Status403Forbidden, title: "Link not valid"),
            { Succeeded: true } => Results.NoContent(),
            _ => Results.ValidationProblem(created.Errors.GroupBy(Accounts.FieldOf).ToDictionary(errors => errors.Key, errors => errors.Select(error => error.Description).ToArray())),
        };
    }

    private static async Task<(bool Done, IdentityResult Result)> CreateAsync(SetupRequest request, Accounts accounts)
    {
        if (await accounts.HasAdministratorAsync().ConfigureAwait(false))
        {
            return (true, IdentityResult.Failed(new IdentityError { Code = "Email", Description = "There is an administrator already. Sign in instead." }));
        }

        var result = await accounts.CreateAdministratorAsync(request.Email!, request.Password!).ConfigureAwait(false);
        return (result.Succeeded, result);
    }

    /// <summary>The answer to an attempt that was refused; <c>null</c> if the attempt was made.</summary>
    private static IResult? Refusal(AttemptResult result, HttpContext http) => result switch
    {
        AttemptResult.TooManyFailures => TryAgain(http, SignInThrottle.Window, $"Too many failed attempts. Try again in {SignInThrottle.Window.TotalSeconds:0} seconds."),
        AttemptResult.TooManyAtOnce => TryAgain(http, RetryDelay, "Too many sign-ins at once. Try again in a second."),
        _ => null,
    };

    private static IResult TryAgain(HttpContext http, TimeSpan after, string text)
    {
        http.Response.Headers.RetryAfter = after.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Results.Problem(text, statusCode: StatusCodes.Status429TooManyRequests, title: "Too many attempts");
    }
}
