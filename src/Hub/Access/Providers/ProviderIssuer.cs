using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect.Configuration;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>
/// Accepts a provider's metadata only if they name the expected issuer (OpenID Connect Discovery 1.0, section 4.3). Otherwise whoever can change the document decides whose tokens
/// are good. A slash at the end makes no difference.
/// </summary>
/// <param name="expected">The issuer that the settings name, or the provider's address.</param>
/// <param name="setting">The setting that names another issuer, for the message.</param>
internal sealed class ProviderIssuer(string expected, string setting) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    private static readonly OpenIdConnectConfigurationValidator Keys = new();

    /// <remarks>The library keeps the text of a result from the log, and not that of an exception.</remarks>
    /// <exception cref="ProviderException">They name another issuer.</exception>
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration) =>
        string.Equals(configuration.Issuer?.TrimEnd('/'), expected.TrimEnd('/'), StringComparison.Ordinal)
            ? Keys.Validate(configuration)
            : throw new ProviderException(
                $"The provider's metadata name the issuer '{configuration.Issuer}', but must name '{expected}'. If the former is right, set {setting} to it.");

    /// <summary>Reads a provider's metadata, and checks them each time.</summary>
    /// <param name="address">The address of the document.</param>
    /// <param name="client">Sends the requests.</param>
    /// <param name="allowsPlain">Whether the document may come over plain HTTP.</param>
    public ConfigurationManager<OpenIdConnectConfiguration> Read(string address, HttpClient client, bool allowsPlain) =>
        new(address, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(client) { RequireHttps = !allowsPlain }, this)
        {
            RefreshInterval = JwtScheme.KeyInterval,
            AutomaticRefreshInterval = JwtScheme.KeyLifetime,

            // Otherwise a token is also checked with the keys of the hour before: one that leaked, and that the provider has withdrawn, would be good for so long.
            UseLastKnownGoodConfiguration = false,
        };
}
