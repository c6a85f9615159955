using FlextMonitor.Hub.Dashboards;

namespace FlextMonitor.Web.Startup;

/// <summary>Registers people: how they sign in, what they may do, what they did, and the dashboards that they make.</summary>
internal static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services.AddAccess().AddDashboards();

    /// <summary>Maps what they use.</summary>
    public static void MapPeople(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAccess();
        endpoints.MapAudit();
        endpoints.MapDashboards();
    }
}
