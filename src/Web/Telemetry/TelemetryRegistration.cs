using FlextMonitor.Hub.Access;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace FlextMonitor.Web.Telemetry;

/// <summary>Offers what the host knows of itself: at <c>/metrics</c> for Prometheus, and by OTLP where the settings say so.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Where Prometheus reads, with a bearer token of somebody who has the role <c>viewer</c>.</summary>
    public const string MetricsPath = "/metrics";

    /// <summary>The standard setting of OpenTelemetry that turns the push by OTLP on, such as <c>http://localhost:4317</c>.</summary>
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
    [
        "flextmonitor.*",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("flextmonitor"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters).AddPrometheusExporter();
                if (!string.IsNullOrWhiteSpace(configuration[OtlpEndpoint]))
                {
                    metrics.AddOtlpExporter();
                }
            });
        return services;
    }

    public static void MapTelemetry(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPrometheusScrapingEndpoint(MetricsPath).RequireRole(Roles.Viewer);
}
