using FlextMonitor.Hosting.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>Registers the keys that protect cookies and tokens.</summary>
public static class KeyRegistration
{
    internal static void AddKeys(this IServiceCollection services)
    {
        services.AddSettings<KeyOptions>(KeyOptions.Section);
        services.AddSingleton<IValidateOptions<KeyOptions>, KeyOptions.Validation>();
        services.AddSingleton<KeyFiles>();
        services.AddHealthChecks().AddCheck<KeyFiles>("keys");
        services.AddDataProtection().SetApplicationName("FlextMonitor");
        services.AddOptions<KeyManagementOptions>().Configure<KeyFiles, IOptions<KeyOptions>, ILoggerFactory>((keys, files, options, loggers) =>
        {
            keys.XmlRepository = files;
            if (options.Value.Load() is { } certificate)
            {
                keys.XmlEncryptor = new CertificateXmlEncryptor(certificate, loggers);
            }
        });
    }

    /// <summary>Lets keys be read that were encrypted with the certificate of the settings. The framework takes it only before the host is built.</summary>
    /// <remarks>A certificate that cannot be used is left to the validation of the settings.</remarks>
    public static IServiceCollection AddKeyCertificate(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        var options = new KeyOptions();
        configuration.GetSection(KeyOptions.Section).Bind(options);
        if (new KeyOptions.Validation().Validate(null, options).Succeeded && options.Load() is { } certificate)
        {
            services.AddDataProtection().UnprotectKeysWithAnyCertificate(certificate);
        }

        return services;
    }
}
