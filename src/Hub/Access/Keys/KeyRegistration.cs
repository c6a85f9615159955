using FlextMonitor.Hosting.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
        services.AddSingleton<KeyFiles>().AddSingleton<KeyRows>().AddSingleton<KeysHealthCheck>();
        services.AddSingleton(FindRepository);
        services.AddHostedService<KeyPreparation>();
        services.AddHealthChecks().AddCheck<KeysHealthCheck>("keys");
        services.AddDataProtection().SetApplicationName("FlextMonitor");
        services.AddOptions<KeyManagementOptions>().Configure<IKeyRepository, IOptions<KeyOptions>, IHostEnvironment, ILoggerFactory>((keys, repository, options, environment, loggers) =>
        {
            keys.XmlRepository = repository;
            if (options.Value.Load(environment.ContentRootPath) is { } certificate)
            {
                keys.XmlEncryptor = new CertificateXmlEncryptor(certificate, loggers);
            }
        });
    }

    // A file of SQLite is of one process, and so is the folder beside it.
    private static IKeyRepository FindRepository(IServiceProvider services)
    {
        using var context = services.GetRequiredService<IDbContextFactory<AccessDbContext>>().CreateDbContext();
        return context.Database.IsNpgsql() ? services.GetRequiredService<KeyRows>() : services.GetRequiredService<KeyFiles>();
    }

    /// <summary>Lets keys be read that were encrypted with the certificates of the settings. The framework takes them only before the host is built.</summary>
    /// <remarks>Certificates that cannot be used are left to the validation of the settings.</remarks>
    public static IServiceCollection AddKeyCertificates(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);

        var options = new KeyOptions();
        configuration.GetSection(KeyOptions.Section).Bind(options);
        if (new KeyOptions.Validation(environment).Validate(null, options).Succeeded)
        {
            services.AddDataProtection().UnprotectKeysWithAnyCertificate([.. options.LoadAll(environment.ContentRootPath)]);
        }

        return services;
    }
}
