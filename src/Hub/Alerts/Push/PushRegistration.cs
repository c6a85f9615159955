using FlextMonitor.Hub.Alerts.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary>Registers notifications of browsers.</summary>
public static class PushRegistration
{
    /// <summary>Adds the kind of channel <c>webpush</c>. Needs the memory of problems (AddAlerts) and the rights of people (AddAccess).</summary>
    public static IServiceCollection AddAlertPush(this IServiceCollection services)
    {
        services.AddSingleton<PushKeys>().AddSingleton<PushAudience>().AddSingleton<PushSender>();
        return services.AddSingleton<IAlertChannel, WebPushChannel>();
    }
}
