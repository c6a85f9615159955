using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace FlextMonitor.Web.Telemetry;

/// <summary>Exports the host's own metrics: at <c>/metrics</c> for Prometheus, and by OTLP if the settings say so.</summary>
internal static class TelemetryRegistration
{
    /// <summary>The path that Prometheus scrapes, with a service token of the role <c>viewer</c>. Samples of daemons that the token may not see are left out.</summary>
    public const string MetricsPath = "/metrics";

    /// <summary>OpenTelemetry's standard setting, which turns on the push by OTLP, such as <c>http://localhost:4317</c>.</summary>
    internal const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Pipelines of all daemons that can be told apart. The default of 2,000 would put those of a fleet into one; each costs 100 bytes whether it exists or not.</summary>
    private const int MostPipelines = 10_000;

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
        services.AddWatchedMetrics();
        services.AddHostedService<PlainTelemetryWarning>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("flextmonitor"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters)
                    .AddView("flextmonitor.pipeline.*", new MetricStreamConfiguration { CardinalityLimit = MostPipelines })
                    .AddPrometheusExporter();
                if (!string.IsNullOrWhiteSpace(configuration[OtlpEndpoint]))
                {
                    metrics.AddOtlpExporter();
                }
            });
        return services;
    }

    public static void MapTelemetry(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPrometheusScrapingEndpoint(MetricsPath).RequireRole(Roles.Viewer).OnlyPermittedSources().NeverStored();
}
