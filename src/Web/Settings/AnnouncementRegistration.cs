namespace FlextMonitor.Web.Settings;

/// <summary>Registers what is printed once the host listens.</summary>
internal static class AnnouncementRegistration
{
    public static IServiceCollection AddAnnouncement(this IServiceCollection services) => services.AddHostedService<Announcement>();
}
