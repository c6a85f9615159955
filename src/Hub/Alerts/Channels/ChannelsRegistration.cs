using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Registers the kinds of channels.</summary>
internal static class ChannelsRegistration
{
    /// <summary>Adds every kind, and the settings' section <c>Alerts</c>.</summary>
    public static IServiceCollection AddAlertChannels(this IServiceCollection services)
    {
        services.AddSettings<AlertOptions>(AlertOptions.Section);
        services.AddSingleton<ChannelSettings>().AddSingleton<ChannelHttp>().AddSingleton<ChannelRates>().AddSingleton<ChannelRequests>();
        services.AddSingleton<IAlertChannel, WebhookChannel>();
        services.AddMail().AddSingleton<IAlertChannel, EmailChannel>();
        services.AddSingleton<IAlertChannel, SlackChannel>();
        services.AddSingleton<IAlertChannel, MattermostChannel>();
        services.AddSingleton<IAlertChannel, DiscordChannel>();
        services.AddSingleton<IAlertChannel, TeamsChannel>();
        services.AddSingleton<IAlertChannel, TelegramChannel>();
        services.AddSingleton<IAlertChannel, NtfyChannel>();
        services.AddSingleton<IAlertChannel, AppriseChannel>();
        services.AddSingleton<IAlertChannel>(provider => new PagerDutyChannel(provider.GetRequiredService<ChannelRequests>()));
        services.AddSingleton<IAlertChannel>(provider => new OpsgenieChannel(provider.GetRequiredService<ChannelRequests>()));
        return services;
    }
}
