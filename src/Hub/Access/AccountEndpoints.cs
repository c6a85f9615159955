using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Displays;
using FlextMonitor.Hub.Access.Factors;
using FlextMonitor.Hub.Access.Passwords;
using FlextMonitor.Hub.Audit;
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
    public const int LargestBody = 32 * 1024;

    public static void MapAccountEndpoints(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        endpoints.MapPost(Routes.Login, LoginAsync).AllowAnonymous().RequireLocalSignIn().AuditedIfRefused(AuditActions.SignIn).RequireCors(AccessRegistration.TokenCors)
            .WithTags("Account").WithSummary("Signs in").WithDescription("Answers with a bearer token for services, or with `?useCookies=true` sets a session cookie for browsers.")
            .Produces<AccessTokenResponse>().Produces(StatusCodes.Status204NoContent).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapPost(Routes.Refresh, RefreshAsync).AllowAnonymous().AuditedIfRefused(AuditActions.Refresh).RequireCors(AccessRegistration.TokenCors)
            .WithTags("Account").WithSummary("Exchanges a refresh token").WithDescription("A refresh token is good once: using it again ends the session. It does not prolong the session.")
            .Produces<AccessTokenResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status401Unauthorized);
        endpoints.MapPost(Routes.Logout, LogoutAsync).RequireAuthorization().Audited(AuditActions.SignOut)
            .WithTags("Account").WithSummary("Signs out").WithDescription("Ends the session: its hub connections close, its cookie and tokens open nothing any more.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapGet(Routes.Me, MeAsync).RequireAuthorization()
            .WithTags("Account").WithSummary("Who is signed in");
        endpoints.MapPost(Routes.Setup, SetupAsync).AllowAnonymous().RequireLocalSignIn().Audited(AuditActions.SetUp)
            .WithTags("Account").WithSummary("Creates the first administrator").WithDescription("With the secret of the one-time link that the first start prints.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> LoginAsync(
        LoginRequest request,
        bool? useCookies,
        HttpContext http,
        Accounts accounts,
        SecondFactor factor,
        KnownDevices devices,
        PasswordThreads threads,
        SignInThrottle throttle,
        SignIns signIns,
        CancellationToken cancellationToken)
    {
        PasswordCheck? check = null;
        var device = devices.Of(http, request.Email!);
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            request.Email!,
            GuessScope.Account(device),
            async () =>
            {
                // The store is asked only where the answer gives a better place.
                var known = threads.IsCrowded ? await device.FindAsync(cancellationToken).ConfigureAwait(false) : device.Id;
                check = await PasswordCheck.RunAsync(accounts, factor, request.Email!, request.Password!, request.TwoFactorCode, isKnown: known is not null).ConfigureAwait(false);
                return check.IsPassed;
            },
            cancellationToken).ConfigureAwait(false);
        if (AttemptRefusal.Of(result, http) is { } refusal)
        {
            return refusal;
        }

        if (check!.Person is { } person)
        {
            return await signIns.BeginAsync(person, person.TwoFactorEnabled ? SignInMethods.TwoFactor : SignInMethods.Password, useCookies == true, http, cancellationToken).ConfigureAwait(false);
        }

        await accounts.NoteAsync(request.Email!, AuditDetails.Of(http)).ConfigureAwait(false);
        check.Describe(AuditDetails.Of(http));
        return check.Refuse();
    }

    private static async Task<IResult> RefreshAsync(RefreshRequest request, HttpContext http, SignIns signIns, CancellationToken cancellationToken) =>
        await signIns.RefreshAsync(request.RefreshToken!, http, cancellationToken).ConfigureAwait(false)
        ?? Results.Problem("The refresh token is not valid, has run out or was used before. Sign in again.", statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in");

    private static async Task<Results<NoContent, ProblemHttpResult>> LogoutAsync(ClaimsPrincipal user, HttpContext http, Sessions sessions)
    {
        if (user.FindFirstValue(AccessClaims.SessionId) is not { } session)
        {
            if (user.IsDisplay())
            {
                // Its token goes on until it is revoked.
                await http.SignOutAsync(IdentityConstants.ApplicationScheme).ConfigureAwait(false);
                return TypedResults.NoContent();
            }

            return TypedResults.Problem($"A service token has no session to end. An administrator can revoke it: DELETE {Routes.Tokens}/{{id}}.", statusCode: StatusCodes.Status400BadRequest, title: "No session");
        }

        await sessions.EndAsync(session, SessionEndReason.SignedOut).ConfigureAwait(false);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<AccountResponse>> MeAsync(HttpContext http, Rights rights) =>
        TypedResults.Ok(await http.DescribeCallerAsync(rights).ConfigureAwait(false));

    private static async Task<IResult> SetupAsync(
        SetupRequest request, HttpContext http, Accounts accounts, SetupSecret secret, KnownDevices devices, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        IdentityResult? created = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            Routes.Setup,
            GuessScope.Network,
            async () =>
            {
                created = await secret.UseAsync(request.Secret!, () => CreateAsync(request, accounts), cancellationToken).ConfigureAwait(false);
                return created is not null;
            },
            cancellationToken).ConfigureAwait(false);
        if (created is { Succeeded: true })
        {
            await accounts.NoteAsync(request.Email!, AuditDetails.Of(http)).ConfigureAwait(false);
            devices.Remember(http, request.Email!);
        }

        return AttemptRefusal.Of(result, http) ?? created switch
        {
            null => Results.Problem("This set-up link is not valid (any more). The host prints a new one at its start as long as there is no administrator.", statusCode: StatusCodes.Status403Forbidden, title: "Link not valid"),
            { Succeeded: true } => Results.NoContent(),
            _ => IdentityProblem.Of(created, Accounts.FieldOf),
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
}
