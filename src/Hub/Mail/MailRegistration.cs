using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Mail;

/// <summary>Adds what sends mails.</summary>
public static class MailRegistration
{
    /// <summary>Adds <see cref="IMailSender"/> and the settings' section <c>Mail</c>, once for all rooms that send.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(IMailSender)))
        {
            return services;
        }

        services.AddSettings<MailOptions>(MailOptions.Section);
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptions.Validation>();
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IMailSender, SmtpMailSender>();
    }
}
