using FlextMonitor.Testing;
using FlextMonitor.Web.Telemetry;
using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Web.Tests.Telemetry;

/// <summary>Metrics that are pushed to another machine.</summary>
public sealed class PlainTelemetryWarningTests
{
    [Theory]
    [InlineData("http://metrics.example:4317", 1)]
    [InlineData("https://metrics.example:4317", 0)]
    [InlineData("http://localhost:4317", 0)]
    [InlineData("", 0)]
    public async Task Start_WarnsOfMetricsThatCrossANetworkInTheClear(string endpoint, int warnings)
    {
        var log = new RecordedLog();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)]).Build();

        await new PlainTelemetryWarning(configuration, log.For<PlainTelemetryWarning>()).StartAsync(TestContext.Current.CancellationToken);

        log.Entries.Count.ShouldBe(warnings);
    }
}
