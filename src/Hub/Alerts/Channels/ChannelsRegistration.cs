using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Registers the kinds of channels.</summary>
internal static class ChannelsRegistration
{
    /// <summary>Adds every kind, and the settings' section <c>Alerts</c>.</summary>
    public static IServiceCollection AddAlertChannels(this IServiceCollection services)
    {
        services.AddSettings<AlertOptions>(AlertOptions.Section);
        services.AddSingleton<ChannelSettings>().AddSingleton<ChannelHttp>();
        services.AddSingleton<IAlertChannel, WebhookChannel>();
        return services;
    }
}
