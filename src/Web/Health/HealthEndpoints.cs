using System.Globalization;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServiceHealth = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace FlextMonitor.Web.Health;

/// <summary>Answers whether the process runs, and whether it can serve. The daemons' states are in the body and never decide the status code: a daemon that is down is no reason to restart the hub.</summary>
internal static class HealthEndpoints
{
    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services.AddSingleton<HealthWatch>().AddHostedService(provider => provider.GetRequiredService<HealthWatch>());

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        // The process runs if it answers at all, so no check may fail this. Neither address makes a check: HealthWatch does.
        endpoints.MapHealthChecks(Routes.HealthLive, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = (context, report) => WriteAsync(context, report, "live", Rights.None) }).AllowAnonymous();
        endpoints.MapHealthChecks(Routes.HealthReady, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = (context, _) => WriteReadyAsync(context) }).AllowAnonymous();
    }

    private static async Task WriteReadyAsync(HttpContext context)
    {
        var report = context.RequestServices.GetRequiredService<HealthWatch>().Report();
        context.Response.StatusCode = report.Status == ServiceHealth.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        await WriteAsync(context, report, "ready", report.Status == ServiceHealth.Healthy ? await context.FindRightsOfCallerAsync() : Rights.None);
    }

    private static Task WriteAsync(HttpContext context, HealthReport report, string healthy, Rights rights)
    {
        var live = context.RequestServices.GetRequiredService<ILiveState>();
        var daemons = context.RequestServices.GetRequiredService<ISourceCatalog>().Names;
        return context.Response.WriteAsJsonAsync(
            new HealthResponse(
                report.Status == ServiceHealth.Unhealthy ? $"not {healthy}" : healthy,
                report.Entries.ToDictionary(entry => entry.Key, entry => new HealthCheckResponse(
                    entry.Value.Status == ServiceHealth.Healthy, entry.Value.Description, entry.Value.Data.Count > 0 ? entry.Value.Data : null)),
                daemons.Index().ToDictionary(daemon => NameFor(rights, daemon.Item, daemon.Index), daemon => live.Find(daemon.Item)?.Status?.State ?? SourceState.Connecting)),
            context.RequestAborted);
    }

    // Anyone may ask, and a name is only for those who may watch the daemon. No daemon's name has a space.
    private static string NameFor(Rights rights, string daemon, int index) =>
        rights.Include(Roles.Viewer, daemon) ? daemon : string.Create(CultureInfo.InvariantCulture, $"daemon {index + 1}");
}
