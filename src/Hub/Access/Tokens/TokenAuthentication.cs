using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Tokens;

/// <summary>
/// Authenticates services by their token. Whether it is still valid, and what it permits, is looked up after that, as for everybody. An endpoint that anyone may read
/// is not told who calls, so that it answers even while the store fails.
/// </summary>
internal sealed class TokenAuthentication(TokenLookup tokens, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string SchemeName = "service-token";

    /// <summary>The service whose token a request carries, expired and revoked ones included; <c>null</c> if there is none.</summary>
    public static async Task<ClaimsPrincipal?> FindCallerAsync(HttpContext context) =>
        await FindAsync(context, context.RequestServices.GetRequiredService<TokenLookup>()).ConfigureAwait(false) is { } token ? CallerOf(token) : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (CallerCheck.AllowsAnonymousRead(Context))
        {
            return AuthenticateResult.NoResult();
        }

        return await FindAsync(Context, tokens).ConfigureAwait(false) is { } token
            ? AuthenticateResult.Success(new AuthenticationTicket(CallerOf(token), new AuthenticationProperties { ExpiresUtc = token.ExpiresAt }, SchemeName))
            : AuthenticateResult.Fail("The token does not exist (any more), is the one of a wall screen, or lacks a character.");
    }

    private static async Task<ServiceToken?> FindAsync(HttpContext context, TokenLookup tokens) =>
        RequestToken.Of(context.Request) is { } text
        && TokenText.IsToken(text)
        && await tokens.FindAsync(text, context.Connection.RemoteIpAddress, context.RequestAborted).ConfigureAwait(false) is { Kind: TokenKind.Service } token
            ? token
            : null;

    private static ClaimsPrincipal CallerOf(ServiceToken token) =>
        new(new ClaimsIdentity([new(AccessClaims.TokenId, token.Id), new(ClaimTypes.Name, token.Name)], SchemeName));
}
