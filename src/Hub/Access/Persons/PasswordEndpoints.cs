using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>Where people set their passwords: with the current one, or with a one-time link.</summary>
internal static class PasswordEndpoints
{
    public static void MapPasswordEndpoints(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("").WithMetadata(new RequestSizeLimitAttribute(AccountEndpoints.LargestBody)).WithTags("Account");
        endpoints.MapPost(Routes.Password, ChangeAsync).RequireAuthorization().RequireLocalSignIn().Audited(AuditActions.ChangePassword)
            .WithSummary("Changes the own password").WithDescription("Needs the current one. Other sessions of the person end. A browser gets a new session and its cookie.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem().ProducesProblem(StatusCodes.Status429TooManyRequests);
        MapRedemption(endpoints, Routes.Invitation, LinkPurpose.Invitation, "Sets the first password of somebody who was invited");
        MapRedemption(endpoints, Routes.PasswordReset, LinkPurpose.Reset, "Sets a new password of somebody who lost it");
    }

    private static void MapRedemption(RouteGroupBuilder endpoints, string route, LinkPurpose purpose, string summary) =>
        endpoints.MapPost(route, (LinkRequest request, HttpContext http, PasswordChanges passwords, RestoredSignIn restored, KnownDevices devices, SignInThrottle throttle, CancellationToken cancellationToken) =>
                RedeemAsync(purpose, request, http, passwords, restored, devices, throttle, cancellationToken)).AllowAnonymous().Audited(AuditActions.RedeemLink)
            .WithSummary(summary).WithDescription("With the secret of a one-time link, the part after `#`.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> ChangeAsync(
        PasswordRequest request, ClaimsPrincipal user, HttpContext http, PasswordChanges passwords, SessionRenewal renewal, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        if (user.PersonId() is not { } person || user.FindFirstValue(AccessClaims.SessionId) is not { } session)
        {
            return Results.Problem("A service token has no password.", statusCode: StatusCodes.Status400BadRequest, title: "No password");
        }

        IdentityResult? changed = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            user.FindFirstValue(ClaimTypes.Email) ?? person,
            GuessScope.Session(session),
            async () =>
            {
                changed = await passwords.ChangeAsync(person, session, request.CurrentPassword!, request.NewPassword!).ConfigureAwait(false);
                return !changed.Errors.Any(IsMismatch);
            },
            cancellationToken).ConfigureAwait(false);
        AuditDetails.Of(http).IsRefused = changed?.Errors.Any(IsMismatch) == true;
        if (AttemptRefusal.Of(result, http) is { } refusal)
        {
            return refusal;
        }

        if (!changed!.Succeeded)
        {
            return IdentityProblem.Of(changed, error => IsMismatch(error) ? "currentPassword" : "newPassword");
        }

        await renewal.RenewBrowserAsync(http).ConfigureAwait(false);
        return Results.NoContent();
    }

    private static async Task<IResult> RedeemAsync(
        LinkPurpose purpose, LinkRequest request, HttpContext http, PasswordChanges passwords, RestoredSignIn restored, KnownDevices devices, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        var isLocal = LocalSignIn.IsOn(http);
        LinkRedemption? redeemed = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            Routes.PasswordReset,
            GuessScope.Network,
            async () => (redeemed = await passwords.RedeemAsync(purpose, request.Secret!, request.Password!, mustRestore: !isLocal).ConfigureAwait(false)) is not null,
            cancellationToken).ConfigureAwait(false);
        AuditDetails.Of(http).By(redeemed?.Email, redeemed?.PersonId);
        if (redeemed is { Result.Succeeded: true })
        {
            // The browser signs in next. Guesses of others, which may be why a link was needed, must not keep it out.
            devices.Remember(http, redeemed.Email);
        }

        return AttemptRefusal.Of(result, http) ?? redeemed switch
        {
            null when !isLocal => LocalSignIn.Refusal(),
            null => Results.Problem("This link is not valid (any more). An administrator can make a new one.", statusCode: StatusCodes.Status403Forbidden, title: "Link not valid"),
            { Result.Succeeded: true } => isLocal ? Results.NoContent() : await restored.BeginAsync(redeemed.PersonId, http, cancellationToken).ConfigureAwait(false),
            _ => IdentityProblem.Of(redeemed.Result, _ => "password"),
        };
    }

    private static bool IsMismatch(IdentityError error) => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch);
}

/// <summary>The body of a change of the own password.</summary>
/// <param name="CurrentPassword">The current one, at most 1,024 characters.</param>
/// <param name="NewPassword">The new one, 12 to 1,024 characters.</param>
public sealed record PasswordRequest(
    [property: Required, StringLength(AdminOptions.LongestPassword)] string? CurrentPassword,
    [property: Required, StringLength(AdminOptions.LongestPassword, MinimumLength = AdminOptions.ShortestPassword)] string? NewPassword)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(PasswordRequest);
}

/// <summary>The body of a request with a one-time link.</summary>
/// <param name="Secret">The part of the link after <c>#</c>.</param>
/// <param name="Password">The new password, 12 to 1,024 characters.</param>
public sealed record LinkRequest(
    [property: Required, StringLength(256)] string? Secret,
    [property: Required, StringLength(AdminOptions.LongestPassword, MinimumLength = AdminOptions.ShortestPassword)] string? Password)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(LinkRequest);
}
