using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Factors;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access;

/// <summary>Where a person who is signed in proves their identity again.</summary>
internal static class ReauthenticationEndpoint
{
    public static void MapReauthentication(this IEndpointRouteBuilder routes) => routes.MapPost(Routes.Reauthenticate, ConfirmAsync).RequirePerson().Audited(AuditActions.Reauthenticate)
        .WithTags("Account").WithSummary("Proves one's identity again").WithDescription("For 10 minutes, what one signs in with may be changed. A sign-in counts too. A browser gets a new session and its cookie; the former one ends.")
        .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> ConfirmAsync(
        ReauthenticationRequest request,
        ClaimsPrincipal user,
        HttpContext http,
        Accounts accounts,
        SecondFactor factor,
        Sessions sessions,
        SignIns signIns,
        SessionList open,
        SignInThrottle throttle,
        CancellationToken cancellationToken)
    {
        // The address of somebody whom a provider signs in may be another person's, whose password must not be tried here.
        if (await open.FindAsync(user.FindFirstValue(AccessClaims.SessionId)!, cancellationToken).ConfigureAwait(false) is not { } session || SignInMethods.IsByProvider(session.Method))
        {
            return ManagedByProvider.SignIn();
        }

        var email = user.FindFirstValue(ClaimTypes.Email) ?? "";
        PasswordCheck? check = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            email,
            GuessScope.Session(session.Id),
            async () => (check = await PasswordCheck.RunAsync(accounts, factor, email, request.Password!, request.TwoFactorCode, isKnown: true).ConfigureAwait(false)).IsPassed,
            cancellationToken).ConfigureAwait(false);
        if (AttemptRefusal.Of(result, http) is { } refusal)
        {
            return refusal;
        }

        if (check!.Person is not { } person || person.Id != user.PersonId())
        {
            check.Describe(AuditDetails.Of(http));
            return check.Refuse();
        }

        await (session.IsBrowser ? signIns.RenewInBrowserAsync(person, session, http) : sessions.NoteAuthenticationAsync(session.Id)).ConfigureAwait(false);
        return Results.NoContent();
    }
}

/// <summary>The body of a proof of identity.</summary>
/// <param name="Password">The own password, at most 1,024 characters.</param>
/// <param name="TwoFactorCode">A code of the authenticator app, or a recovery code; needed if two-factor is on.</param>
public sealed record ReauthenticationRequest(
    [property: Required, StringLength(AdminOptions.LongestPassword)] string? Password, [property: StringLength(LoginRequest.LongestCode)] string? TwoFactorCode)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(ReauthenticationRequest);
}
