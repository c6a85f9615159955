using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Configures the sign-in of people by their provider: the code flow with PKCE, and a nonce.</summary>
internal sealed class OidcScheme(IOptions<OidcOptions> settings, ProviderEvents events) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "oidc";

    /// <summary>Where the provider sends the browser back to. The provider must know this address.</summary>
    public const string CallbackPath = $"{Routes.LoginProvider}/callback";

    public void Configure(OpenIdConnectOptions options) => Configure(Name, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name != Name)
        {
            return;
        }

        var oidc = settings.Value;
        options.Authority = oidc.Authority;
        options.RequireHttpsMetadata = !ProviderAddress.IsPlain(oidc.Authority!);
        options.ClientId = oidc.ClientId;
        options.ClientSecret = oidc.ClientSecret;
        options.CallbackPath = CallbackPath;
        options.RemoteSignOutPath = PathString.Empty;
        options.SignedOutCallbackPath = PathString.Empty;
        options.SignInScheme = IdentityConstants.ApplicationScheme;
        options.BackchannelTimeout = ProviderRegistration.Patience;
        options.BackchannelHttpHandler = ProviderRegistration.CreateHandler();
        options.RefreshInterval = JwtScheme.KeyInterval;
        options.AutomaticRefreshInterval = JwtScheme.KeyLifetime;
        options.DisableTelemetry = true;
        options.Events = events.Create();
        ConfigureFlow(options, oidc);
        ConfigureCookie(options.CorrelationCookie);
        ConfigureCookie(options.NonceCookie);
    }

    private static void ConfigureFlow(OpenIdConnectOptions options, OidcOptions oidc)
    {
        options.ResponseType = OpenIdConnectResponseType.Code;

        // A form that another site posts carries no cookies, unless they are made for any site, which browsers refuse over plain HTTP.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = true;
        options.MapInboundClaims = false;
        options.ClaimActions.Clear();
        options.Scope.Clear();
        foreach (var scope in oidc.ScopeList)
        {
            options.Scope.Add(scope);
        }

        options.TokenValidationParameters = new TokenValidationParameters { ValidAlgorithms = JwtScheme.Algorithms, ClockSkew = JwtScheme.ClockSkew };
    }

    private static void ConfigureCookie(CookieBuilder cookie)
    {
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
