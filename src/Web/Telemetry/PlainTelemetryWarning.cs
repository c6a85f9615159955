namespace FlextMonitor.Web.Telemetry;

/// <summary>Warns of metrics that cross a network unencrypted.</summary>
internal sealed partial class PlainTelemetryWarning(IConfiguration configuration, ILogger<PlainTelemetryWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Uri.TryCreate(configuration[TelemetryRegistration.OtlpEndpoint], UriKind.Absolute, out var endpoint) && endpoint is { Scheme: "http", IsLoopback: false })
        {
            Log.PlainMetrics(logger, TelemetryRegistration.OtlpEndpoint, endpoint.GetLeftPart(UriPartial.Authority));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(3041, LogLevel.Warning, "Metrics cross the network unencrypted, because {Setting} is {Address}: they name daemons and pipelines. Use https://")]
        public static partial void PlainMetrics(ILogger logger, string setting, string address);
    }
}
