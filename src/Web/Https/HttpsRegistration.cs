using FlextMonitor.Hosting.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Https;

/// <summary>Registers HTTPS with the certificate of the settings.</summary>
internal static class HttpsRegistration
{
    public static IServiceCollection AddHttps(this IServiceCollection services)
    {
        services.AddSettings<HttpsOptions>(HttpsOptions.Section);
        services.AddSingleton<ServerCertificate>();
        services.AddSingleton<IValidateOptions<HttpsOptions>, CertificateValidation>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<HttpsOptions>, IServiceProvider>((kestrel, https, provider) =>
        {
            if (https.Value.IsSet)
            {
                Use(kestrel, provider.GetRequiredService<ServerCertificate>());
            }
        });
        return services;
    }

    private static void Use(KestrelServerOptions kestrel, ServerCertificate certificate) => kestrel.ConfigureHttpsDefaults(https =>
    {
        https.ServerCertificateSelector = (_, _) => certificate.Current().TargetCertificate;
        https.OnAuthenticate = (_, tls) =>
        {
            // With its chain, which the selector cannot give.
            tls.ServerCertificateSelectionCallback = null;
            tls.ServerCertificateContext = certificate.Current();
        };
    });
}
