using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServiceHealth = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace FlextMonitor.Web.Health;

/// <summary>Answers whether the process runs, and whether it can serve. The daemons' states are in the body and never decide the status code: a daemon that is down is no reason to restart the hub.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        // The process runs if it answers at all, so no check may fail this.
        endpoints.MapHealthChecks(Routes.HealthLive, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = (context, report) => WriteAsync(context, report, "live") }).AllowAnonymous();
        endpoints.MapHealthChecks(Routes.HealthReady, new HealthCheckOptions { ResponseWriter = (context, report) => WriteAsync(context, report, "ready") }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report, string healthy)
    {
        var live = context.RequestServices.GetRequiredService<ILiveState>();
        var daemons = context.RequestServices.GetRequiredService<ISourceCatalog>().Names;
        return context.Response.WriteAsJsonAsync(
            new HealthResponse(
                report.Status == ServiceHealth.Unhealthy ? $"not {healthy}" : healthy,
                report.Entries.ToDictionary(entry => entry.Key, entry => new HealthCheckResponse(
                    entry.Value.Status == ServiceHealth.Healthy, entry.Value.Description, entry.Value.Data.Count > 0 ? entry.Value.Data : null)),
                daemons.ToDictionary(name => name, name => live.Find(name)?.Status?.State ?? SourceState.Connecting)),
            context.RequestAborted);
    }
}
