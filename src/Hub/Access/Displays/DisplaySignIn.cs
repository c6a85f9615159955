using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Tokens;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Displays;

/// <summary>Where the browser of a wall screen exchanges its link, or its confirmed code, for a cookie.</summary>
internal static class DisplaySignIn
{
    /// <summary>Browsers keep a cookie for 400 days at most.</summary>
    private static readonly TimeSpan LongestCookie = TimeSpan.FromDays(400);

    public static void MapDisplaySignIn(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup(Routes.LoginDisplay).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(AccountEndpoints.LargestBody)).WithTags("Account");
        endpoints.MapPost("", SignInAsync).Audited(AuditActions.SignIn).WithSummary("Signs a wall screen in").WithDescription("With the part of its link after `#`. Sets a cookie.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
        endpoints.MapPost("code", CreateCodeAsync).NotAudited().WithSummary("Makes a code for a wall screen to show").WithDescription("An administrator confirms it. It lasts 10 minutes.")
            .Produces<DisplayCodeResponse>().ProducesProblem(StatusCodes.Status429TooManyRequests);
        endpoints.MapPost("code/redeem", RedeemCodeAsync).Audited(AuditActions.SignIn).WithSummary("Signs a wall screen in once its code is confirmed").WithDescription("202 until then. Sets a cookie.")
            .Produces(StatusCodes.Status204NoContent).Produces(StatusCodes.Status202Accepted).ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> SignInAsync(
        DisplayLoginRequest request, HttpContext http, TokenStore tokens, SignInThrottle throttle, TimeProvider time, CancellationToken cancellationToken)
    {
        ServiceToken? token = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            Routes.LoginDisplay,
            GuessScope.Network,
            async () => (token = await tokens.FindByHashAsync(TokenText.HashOf(request.Token!), cancellationToken).ConfigureAwait(false)) is { Kind: TokenKind.Display } && !token.HasExpired(time),
            cancellationToken).ConfigureAwait(false);
        if (AttemptRefusal.Of(result, http) is { } refusal)
        {
            return refusal;
        }

        return result == AttemptResult.Succeeded
            ? await WithCookieAsync(token!, http, time).ConfigureAwait(false)
            : Results.Problem("This link does not open a wall screen (any more). An administrator can make a new one.", statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in");
    }

    private static async Task<IResult> CreateCodeAsync(HttpContext http, DisplayCodes codes, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        (DisplayCode Code, string Secret)? made = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            Routes.LoginDisplay,
            GuessScope.Network,
            async () => (made = await codes.CreateAsync(http.Connection.RemoteIpAddress, cancellationToken).ConfigureAwait(false)) is not null,
            cancellationToken).ConfigureAwait(false);
        return made is { } code
            ? Results.Ok(new DisplayCodeResponse(code.Code.Code, code.Secret, code.Code.ExpiresAt))
            : AttemptRefusal.Of(result, http) ?? AttemptRefusal.Of(AttemptResult.TooManyFailures, http)!;
    }

    private static async Task<IResult> RedeemCodeAsync(DisplayRedemption request, HttpContext http, DisplayCodes codes, TokenStore tokens, TimeProvider time, CancellationToken cancellationToken)
    {
        var (isValid, id) = await codes.RedeemAsync(request.Secret!).ConfigureAwait(false);
        if (id is not null && await tokens.FindByIdAsync(id, cancellationToken).ConfigureAwait(false) is { } token)
        {
            return await WithCookieAsync(token, http, time).ConfigureAwait(false);
        }

        AuditDetails.Of(http).DidNothing = isValid && id is null;
        return isValid && id is null
            ? Results.StatusCode(StatusCodes.Status202Accepted)
            : Results.Problem("This code has expired. Show a new one.", statusCode: StatusCodes.Status403Forbidden, title: "Code not valid", extensions: [new("code", RefusalCodes.LinkInvalid)]);
    }

    private static async Task<IResult> WithCookieAsync(ServiceToken token, HttpContext http, TimeProvider time)
    {
        AuditDetails.Of(http).By(token.Name, token.Id);
        var identity = new ClaimsIdentity([new(AccessClaims.TokenId, token.Id), new(ClaimTypes.Name, token.Name)], IdentityConstants.ApplicationScheme);
        var latest = time.GetUtcNow() + LongestCookie;
        await http.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity), new AuthenticationProperties
        {
            IsPersistent = true,
            ExpiresUtc = token.ExpiresAt < latest ? token.ExpiresAt : latest,
        }).ConfigureAwait(false);
        return Results.NoContent();
    }
}

/// <summary>The body of a wall screen's sign-in.</summary>
/// <param name="Token">The part of its link after <c>#</c>.</param>
public sealed record DisplayLoginRequest([property: Required, StringLength(256)] string? Token)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(DisplayLoginRequest);
}

/// <summary>A code for a wall screen to show.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Secret">What the screen asks with; it does not show it.</param>
/// <param name="ExpiresAt">When the code expires (UTC).</param>
public sealed record DisplayCodeResponse(string Code, string Secret, DateTimeOffset ExpiresAt)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(DisplayCodeResponse);
}

/// <summary>The body with which a screen asks what became of its code.</summary>
/// <param name="Secret">The secret that came with the code.</param>
public sealed record DisplayRedemption([property: Required, StringLength(256)] string? Secret)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(DisplayRedemption);
}
