using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Checks an ID token that did not come by a sign-in, with the keys and rules of the OpenID Connect handler.</summary>
internal static class ProviderIdToken
{
    /// <summary>The claims of an ID token.</summary>
    /// <exception cref="ProviderMismatchException">It is for another person or monitor, from another issuer, or has a wrong signature.</exception>
    /// <exception cref="ProviderException">It is not valid in another way, such as a key that is not known yet.</exception>
    public static async Task<IReadOnlyList<Claim>> ValidateAsync(OpenIdConnectOptions oidc, string idToken, string issuer, string subject)
    {
        var parameters = oidc.TokenValidationParameters.Clone();
        parameters.ConfigurationManager = (BaseConfigurationManager)oidc.ConfigurationManager!;
        var result = await oidc.TokenHandler.ValidateTokenAsync(idToken, parameters).ConfigureAwait(false);
        if (!result.IsValid)
        {
            const string message = "The provider's new ID token is not valid.";
            throw IsMismatch(result.Exception) ? new ProviderMismatchException(message, result.Exception) : new ProviderException(message, result.Exception);
        }

        var claims = result.ClaimsIdentity.Claims.ToList();
        return Has(claims, "iss", issuer) && Has(claims, "sub", subject) ? claims : throw new ProviderMismatchException("The provider's new ID token is for somebody else.");
    }

    private static bool IsMismatch(Exception? failure) => failure is
        SecurityTokenInvalidIssuerException or SecurityTokenInvalidAudienceException or SecurityTokenInvalidAlgorithmException
        or (SecurityTokenInvalidSignatureException and not SecurityTokenSignatureKeyNotFoundException);

    private static bool Has(List<Claim> claims, string type, string value) => claims.Exists(claim => claim.Type == type && claim.Value == value);
}
