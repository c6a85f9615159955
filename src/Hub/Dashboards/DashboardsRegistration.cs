using FlextMonitor.Contracts;
using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Displays;
using FlextMonitor.Hub.Dashboards.Api;
using FlextMonitor.Hub.Dashboards.Owners;
using FlextMonitor.Hub.Dashboards.Provisioning;
using FlextMonitor.Hub.Dashboards.Storage;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Dashboards;

/// <summary>Registers the dashboards that people make.</summary>
public static class DashboardsRegistration
{
    /// <summary>Adds them, with their tables in the store of people.</summary>
    public static IServiceCollection AddDashboards(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddStore<DashboardsDbContext, SqliteDashboardsDbContext, PostgresDashboardsDbContext>(StoreName.Monitor, DashboardsDbContext.MigrationsTable);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DashboardStore>().AddSingleton<HomeStore>().AddSingleton<EditorStore>();
        services.AddSettings<DashboardOptions>(DashboardOptions.Section);
        services.AddSingleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidation>();
        services.AddSingleton<ProvisionedStore>().AddSingleton<ProvisionedDashboards>().AddHostedService(provider => provider.GetRequiredService<ProvisionedDashboards>());
        services.AddHealthChecks().AddCheck<ProvisioningHealthCheck>("dashboards");
        services.AddSingleton<OwnerSweep>().AddHostedService(provider => provider.GetRequiredService<OwnerSweep>());
        services.AddSingleton<IRightsChangeListener>(provider => provider.GetRequiredService<OwnerSweep>());
        services.AddSingleton<IDisplayContent, DisplayContent>();
        services.AddSingleton<DashboardCatalog>().AddSingleton(provider => new DashboardReader(provider.GetRequiredService<DashboardCatalog>())).AddSingleton<DashboardChanges>().AddSingleton<ImportCheck>();
        return services;
    }

    /// <summary>Maps dashboards, and the one that each person begins with.</summary>
    public static void MapDashboards(this IEndpointRouteBuilder endpoints)
    {
        var dashboards = endpoints.MapGroup(Routes.Dashboards).RequireRole(Roles.Viewer).WithTags("Dashboards")
            .WithMetadata(new RequestSizeLimitAttribute(DashboardLimits.LargestBody)).ProducesProblem(StatusCodes.Status403Forbidden).AddEndpointFilter<RouteGroupBuilder, DisplayLimit>();
        dashboards.MapProvisioned();
        dashboards.MapDashboardFiles();
        dashboards.MapDashboardDocuments();
        dashboards.MapDashboardVersions();
        dashboards.MapDashboardEditing();
        dashboards.MapDashboardOwner();
        endpoints.MapHomeDashboard();
    }
}
