using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Factors;

/// <summary><c>/api/account/two-factor</c>: one's own authenticator app and recovery codes.</summary>
internal static class TwoFactorEndpoints
{
    private const string Issuer = "FlextMonitor";

    public static void MapTwoFactorEndpoints(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup(Routes.TwoFactor).RequirePerson().WithTags("Account");
        own.MapGet("", FindAsync).WithSummary("Whether one's second factor is on");
        own.MapDelete("", RemoveAsync).Audited(AuditActions.ChangeTwoFactor).RequireRecentSignIn().WithSummary("Turns one's second factor off").Produces(StatusCodes.Status204NoContent);
        own.MapPost("begin", BeginAsync).AuditedIfRefused(AuditActions.ChangeTwoFactor).RequireRecentSignIn().WithSummary("Makes a secret for an authenticator app")
            .WithDescription("It is in use once a code of it was sent to `confirm`. The answer holds it as a text, an address and a QR code.");
        own.MapPost("confirm", ConfirmAsync).Audited(AuditActions.ChangeTwoFactor).RequireRecentSignIn().WithSummary("Turns the second factor on").WithDescription("With a code that the app shows. The answer holds recovery codes, this once. Ends the other sessions. A browser gets a new session and its cookie.")
            .Produces<RecoveryCodesResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status429TooManyRequests);
        own.MapPost("recovery-codes", RenewAsync).Audited(AuditActions.ChangeTwoFactor).RequireRecentSignIn().WithSummary("Makes new recovery codes").WithDescription("Earlier ones become invalid.")
            .Produces<RecoveryCodesResponse>().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<TwoFactorResponse>> FindAsync(ClaimsPrincipal user, Rights rights, SecondFactor factor, CancellationToken cancellationToken)
    {
        var (isEnabled, codes) = await factor.FindAsync(user.PersonId()!, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new TwoFactorResponse(isEnabled, codes, rights.LackSecondFactor));
    }

    private static async Task<NoContent> RemoveAsync(ClaimsPrincipal user, HttpContext http, SecondFactor factor)
    {
        AuditDetails.Of(http).Changed("on", "off");
        await factor.RemoveAsync(user.PersonId()!).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<AuthenticatorResponse>> BeginAsync(
        ClaimsPrincipal user, HttpContext http, SecondFactor factor, PublicAddress address, CancellationToken cancellationToken)
    {
        var secret = AuthenticatorCodes.TextOf(await factor.BeginAsync(user.PersonId()!, cancellationToken).ConfigureAwait(false));
        var issuer = Uri.EscapeDataString($"{Issuer} {address.Of(http.Request).Host}");
        var uri = $"otpauth://totp/{issuer}:{Uri.EscapeDataString(user.FindFirstValue(ClaimTypes.Email) ?? "")}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30";
        return TypedResults.Ok(new AuthenticatorResponse(secret, uri, QrCode.Draw(uri)));
    }

    private static async Task<IResult> ConfirmAsync(
        TwoFactorCodeRequest request, ClaimsPrincipal user, HttpContext http, SecondFactor factor, Sessions sessions, SessionRenewal renewal, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? codes = null;
        var session = user.FindFirstValue(AccessClaims.SessionId)!;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            user.FindFirstValue(ClaimTypes.Email) ?? "",
            GuessScope.Session(session),
            async () => (codes = await factor.ConfirmAsync(user.PersonId()!, session, request.Code!.Trim()).ConfigureAwait(false)) is not null,
            cancellationToken).ConfigureAwait(false);
        if (codes is not null)
        {
            // They have proved one factor alone.
            await sessions.EndAllAsync(user.PersonId()!, except: session, SessionEndReason.EndedByOther).ConfigureAwait(false);
            await renewal.RenewBrowserAsync(http).ConfigureAwait(false);
        }

        if (AttemptRefusal.Of(result, http) is { } refusal)
        {
            return refusal;
        }

        AuditDetails.Of(http).IsRefused = codes is null;
        AuditDetails.Of(http).Changed(null, codes is null ? null : "on");
        return codes is not null
            ? Results.Ok(new RecoveryCodesResponse(codes))
            : InvalidField.Of("code", "This is not the code that the app shows now. The clocks of this host and of the device must agree.");
    }

    private static async Task<Results<Ok<RecoveryCodesResponse>, ProblemHttpResult>> RenewAsync(ClaimsPrincipal user, SecondFactor factor) =>
        await factor.RenewRecoveryCodesAsync(user.PersonId()!).ConfigureAwait(false) is { } codes
            ? TypedResults.Ok(new RecoveryCodesResponse(codes))
            : TypedResults.Problem("The second factor is off, so there are no recovery codes.", statusCode: StatusCodes.Status409Conflict, title: "Two-factor is off");
}

/// <summary>The own second factor.</summary>
/// <param name="Enabled">Whether a sign-in with the password needs a code.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes were not used, 0 to 10.</param>
/// <param name="Missing">Whether the own role needs a second factor, and nothing else may be done before it is set up.</param>
public sealed record TwoFactorResponse(bool Enabled, int RecoveryCodesLeft, bool Missing);

/// <summary>The secret for an authenticator app, in three forms.</summary>
/// <param name="Secret">In base 32, for typing it in.</param>
/// <param name="Uri">As an <c>otpauth</c> address, which opens the app on the same device.</param>
/// <param name="Svg">The address as a QR code, an SVG image.</param>
public sealed record AuthenticatorResponse(string Secret, string Uri, string Svg)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(AuthenticatorResponse);
}

/// <summary>The body that turns the second factor on.</summary>
/// <param name="Code">The six digits that the app shows.</param>
public sealed record TwoFactorCodeRequest([property: Required, StringLength(LoginRequest.LongestCode)] string? Code)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(TwoFactorCodeRequest);
}

/// <summary>New recovery codes.</summary>
/// <param name="RecoveryCodes">Ten, each of which works once. They are not shown again.</param>
public sealed record RecoveryCodesResponse(IReadOnlyList<string> RecoveryCodes)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(RecoveryCodesResponse);
}
