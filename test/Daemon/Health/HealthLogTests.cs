using FlextMonitor.Daemon.Health;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Daemon.Tests.Health;

public sealed class HealthLogTests
{
    private readonly RecordedLog _log = new();
    private HealthCheckResult _disk = HealthCheckResult.Healthy("plenty");

    [Fact]
    public async Task CheckAsync_ComponentFailsAndComesBack_IsLoggedOncePerChange()
    {
        await using var services = new ServiceCollection().AddLogging().AddHealthChecks().AddCheck("disk", () => _disk).Services.BuildServiceProvider();
        var health = new HealthLog(services.GetRequiredService<HealthCheckService>(), _log.For<HealthLog>());

        await CheckTwiceAsync(HealthCheckResult.Healthy("plenty"));
        await CheckTwiceAsync(HealthCheckResult.Degraded("0.1 GiB left"));
        await CheckTwiceAsync(HealthCheckResult.Healthy("plenty"));

        _log.Entries.Select(entry => (entry.Level, entry.Message)).ShouldBe(
        [
            (LogLevel.Warning, "disk is Degraded: 0.1 GiB left"),
            (LogLevel.Information, "disk is healthy again: plenty"),
        ]);

        async Task CheckTwiceAsync(HealthCheckResult result)
        {
            _disk = result;
            await health.CheckAsync(TestContext.Current.CancellationToken);
            (await health.CheckAsync(TestContext.Current.CancellationToken)).Entries["disk"].Status.ShouldBe(result.Status);
        }
    }
}
