using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Tokens;

/// <summary>Authenticates services by their token. Whether it is still valid, and what it permits, is looked up after that, as for everybody.</summary>
internal sealed class TokenAuthentication(TokenStore tokens, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string SchemeName = "service-token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (RequestToken.Of(Request) is not { } text || !TokenText.IsToken(text))
        {
            return AuthenticateResult.Fail("The text is no token: a character is missing or wrong.");
        }

        if (await tokens.FindAsync(text, Context.RequestAborted).ConfigureAwait(false) is not { Kind: TokenKind.Service } token)
        {
            return AuthenticateResult.Fail("The token does not exist (any more), or is the one of a wall screen.");
        }

        var identity = new ClaimsIdentity([new(AccessClaims.TokenId, token.Id), new(ClaimTypes.Name, token.Name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(
            new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = token.ExpiresAt }, SchemeName));
    }
}
