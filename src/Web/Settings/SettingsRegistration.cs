using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Settings;

/// <summary>Registers what is checked before the host listens, and what is printed once it does.</summary>
internal static class SettingsRegistration
{
    public static IServiceCollection AddCertificateFiles(this IServiceCollection services)
    {
        services.AddOptions<CertificateFiles.Options>().ValidateOnStart();
        return services.AddSingleton<IValidateOptions<CertificateFiles.Options>, CertificateFiles>();
    }

    public static IServiceCollection AddAnnouncement(this IServiceCollection services) => services.AddHostedService<Announcement>();
}
