using FlextMonitor.Hosting.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Registers sign-in by a provider: of people by OpenID Connect, and of services by tokens (JWT).</summary>
public static class ProviderRegistration
{
    /// <summary>How long a request to a provider may take.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>For requests to the provider. They carry secrets, which must not follow a redirect elsewhere.</summary>
    internal static HttpMessageHandler CreateHandler() => new SocketsHttpHandler { AllowAutoRedirect = false };

    /// <summary>Adds the schemes of those providers that the settings name.</summary>
    public static IServiceCollection AddProviders(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        if (IsSet(configuration, OidcOptions.Section))
        {
            new AuthenticationBuilder(services).AddOpenIdConnect(OidcScheme.Name, _ => { });
            services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, OidcScheme>();
            services.AddOptions<OpenIdConnectOptions>(OidcScheme.Name).PostConfigure(options => ForgetWithdrawnKeys(options.ConfigurationManager));
            services.AddSingleton<ProviderMetadata>().AddSingleton<ProviderBackchannel>();
            services.AddSingleton<ProviderEvents>().AddSingleton<ProviderSignInLimits>().AddSingleton<ProviderSignInLog>().AddSingleton<ProviderChallenge>().AddScoped<ProviderSignIn>();
            services.AddSingleton<SessionConfirmation>().AddSingleton<ConfirmationFailures>().AddHostedService<ProviderConfirmation>();
        }

        if (IsSet(configuration, JwtOptions.Section))
        {
            new AuthenticationBuilder(services).AddJwtBearer(JwtScheme.Name, _ => { });
            services.AddSingleton<IConfigureOptions<JwtBearerOptions>, JwtScheme>();
            services.AddOptions<JwtBearerOptions>(JwtScheme.Name).PostConfigure(options => ForgetWithdrawnKeys(options.ConfigurationManager));
        }

        return services;
    }

    /// <summary>Adds the settings, and what reads them without a provider, too.</summary>
    internal static void AddProviderSettings(this IServiceCollection services)
    {
        services.AddSettings<OidcOptions>(OidcOptions.Section).AddKnownSettings<ProviderRoles>($"{OidcOptions.Section}:{nameof(OidcOptions.Roles)}");
        services.AddSingleton<IValidateOptions<OidcOptions>, OidcOptions.Validation>();
        services.AddSettings<JwtOptions>(JwtOptions.Section).AddKnownSettings<ProviderRoles>($"{JwtOptions.Section}:{nameof(JwtOptions.Roles)}");
        services.AddSingleton<IValidateOptions<JwtOptions>, JwtOptions.Validation>();
        services.AddSingleton<ProviderAudit>().AddSingleton<ProviderPeople>().AddSingleton<ProviderSessions>();
    }

    // Otherwise a token is also checked with the keys of the hour before: one that leaked, and that the provider has withdrawn, would be good for so long.
    private static void ForgetWithdrawnKeys(object? configuration) => ((BaseConfigurationManager)configuration!).UseLastKnownGoodConfiguration = false;

    private static bool IsSet(IConfiguration configuration, string section) => !string.IsNullOrEmpty(configuration[$"{section}:Authority"]);
}
